namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>For what another thread does soon, where nothing tells when.</summary>
internal static class Eventually
{
    public static async Task Is(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
