namespace ConnectMe.Recordings;

/// <summary>The section <c>Recordings</c> of the configuration.</summary>
internal sealed class RecordingsSettings
{
    /// <summary>Where recordings lie; empty: the folder <c>recordings</c> of the data folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What recordings leave free on their disk: the database is to go on.</summary>
    public long MinimumFreeMegabytes { get; init; } = 256;
}
