namespace ConnectMe.Interop.Tests.Peers;

/// <summary>Upper bounds for a busy machine; what is waited for comes much sooner.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Asks again until it is so.</summary>
    /// <param name="otherwise">What stands in the failure.</param>
    public static async Task Until(Func<Task<bool>> isSo, Func<string> otherwise, TimeSpan? limit = null)
    {
        using var end = new CancellationTokenSource(limit ?? Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isSo())
        {
            try
            {
                await timer.WaitForNextTickAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(otherwise());
            }
        }
    }

    public static Task Until(Func<bool> isSo, Func<string> otherwise, TimeSpan? limit = null) =>
        Until(() => Task.FromResult(isSo()), otherwise, limit);
}
