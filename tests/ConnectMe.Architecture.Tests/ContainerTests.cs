using System.Diagnostics;

namespace ConnectMe.Architecture.Tests;

public class ContainerTests
{
    [Fact]
    public async Task The_steps_of_the_Dockerfile_give_a_server_that_is_ready()
    {
        // scripts/test names the folder into which the Dockerfile's steps have built; without it they build here.
        var built = Environment.GetEnvironmentVariable("CONNECTME_HOST");
        var start = new ProcessStartInfo(Repository.PathOf("scripts", "container-steps"), built is null ? [] : ["start", built])
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
