using System.Globalization;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>A sipp that calls, and what it counted.</summary>
/// <param name="path">Of its files, without "-figures" and "-errors".</param>
internal sealed class Callers(PeerProcess sipp, string path) : IAsyncDisposable
{
    static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(60);

    public (int Calls, int Successful) Figures
    {
        get
        {
            var lines = File.ReadAllLines(path + "-figures");
            var (names, last) = (lines[0].Split(';'), lines[^1].Split(';'));
            int Of(string name) => int.Parse(last[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
            return (Of("TotalCallCreated"), Of("SuccessfulCall(C)"));
        }
    }

    /// <summary>What it did not expect, with the messages.</summary>
    public string Errors => File.Exists(path + "-errors") ? File.ReadAllText(path + "-errors") : "";

    /// <summary>Ends when the last call has ended.</summary>
    /// <param name="seconds">How long new calls are placed.</param>
    public Task End(int seconds) => sipp.End(TimeSpan.FromSeconds(seconds) + ToEnd);

    public ValueTask DisposeAsync() => sipp.DisposeAsync();
}
