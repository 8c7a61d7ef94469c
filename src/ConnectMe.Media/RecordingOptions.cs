namespace ConnectMe.Media;

/// <summary>Where a recording goes and how far. It is Ogg/Opus in stereo: left what the line says, right what it hears.</summary>
/// <param name="Path">Of a file that is not there yet; its folder is made.</param>
/// <param name="MaximumBytes">The file never is longer.</param>
/// <param name="MinimumFree">What is to stay free on its disk, in bytes.</param>
public sealed record RecordingOptions(string Path, TimeSpan MaximumLength, long MaximumBytes, long MinimumFree = 0)
{
    /// <summary>What the file says of itself (RFC 7845 §5.2); names are ASCII without =. A few hundred bytes together.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Comments { get; init; } = [];

    /// <summary>What the line says is on both sides, and what it hears is left out: a message, not a call.</summary>
    public bool OnlySaid { get; init; }
}

/// <summary>Why a recording ended. What was recorded until then is whole, whatever the reason.</summary>
public enum RecordingEnd
{
    /// <summary><see cref="MediaEngine.EndRecording"/>.</summary>
    Asked,

    TooLong,

    TooLarge,

    /// <summary>No room on the disk, or no more than is to stay free.</summary>
    DiskFull,

    /// <summary>The disk answered with something else, or libopus is missing: the log says what.</summary>
    Failed,
}
