namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>One for all tests that change nothing of it for good.</summary>
public sealed class DemoPbx : IAsyncLifetime
{
    RunningPbx? _pbx;

    public RunningPbx Running => _pbx ?? throw new InvalidOperationException("The Host has not started");

    public async ValueTask InitializeAsync() => _pbx = await RunningPbx.Start();

    public async ValueTask DisposeAsync()
    {
        if (_pbx is not null)
        {
            await _pbx.DisposeAsync();
        }
    }
}
