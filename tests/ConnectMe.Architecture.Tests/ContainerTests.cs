using System.Diagnostics;

namespace ConnectMe.Architecture.Tests;

public class ContainerTests
{
    [Fact]
    public async Task The_steps_of_the_Dockerfile_give_a_server_that_is_ready()
    {
        var start = new ProcessStartInfo(Repository.PathOf("scripts", "container-steps"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var script = Process.Start(start)!;
        var output = script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(script.ExitCode == 0, $"{await output}\n{await errors}");
    }
}
