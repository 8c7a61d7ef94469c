namespace ConnectMe.Voicemail;

/// <summary>The section <c>Voicemail</c> of the configuration.</summary>
internal sealed class VoicemailSettings
{
    /// <summary>What people dial to listen to their messages (M8.1-04).</summary>
    public string Number { get; init; } = "1233";

    /// <summary>How long one message may be.</summary>
    public int Minutes { get; init; } = 3;

    /// <summary>How large one message may be; three minutes take less.</summary>
    public int Megabytes { get; init; } = 3;

    /// <summary>How many somebody can have, new and old.</summary>
    public int Messages { get; init; } = 50;

    /// <summary>What messages leave free on the disk: the database is to go on.</summary>
    public long MinimumFreeMegabytes { get; init; } = 256;

    public TimeSpan Longest => TimeSpan.FromMinutes(Minutes);

    public long Largest => Megabytes * 1_000_000L;

    public long MinimumFree => MinimumFreeMegabytes * 1_000_000;
}
