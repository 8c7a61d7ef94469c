namespace ConnectMe.Interop.Tests.Hosting;

/// <summary>What a test has started, of which the rest did not come to be when one failed.</summary>
internal static class Started
{
    /// <summary>One after another, in this order.</summary>
    public static async ValueTask End(params IAsyncDisposable?[] parts)
    {
        foreach (var part in parts)
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }
}
