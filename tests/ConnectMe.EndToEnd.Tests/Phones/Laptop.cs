using System.Diagnostics;
using System.Globalization;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// A laptop whose lid is closed: nothing of the browser runs, and what comes for it is lost. Only the clock goes on, which stands still in a real one.
/// Disposing opens it.
/// </summary>
internal sealed class Laptop : IAsyncDisposable
{
    readonly List<string> _processes;

    Laptop(List<string> processes) => _processes = processes;

    public static async Task<Laptop> Asleep(Phone owner)
    {
        var session = await owner.Context.Browser!.NewBrowserCDPSessionAsync();
        var info = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        var laptop = new Laptop([
            .. info!
                .Value.GetProperty("processInfo")
                .EnumerateArray()
                .Select(process => process.GetProperty("id").GetInt32().ToString(CultureInfo.InvariantCulture)),
        ]);
        await laptop.Signal("-STOP");
        return laptop;
    }

    public async ValueTask DisposeAsync() => await Signal("-CONT");

    async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, .. _processes]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
