namespace ConnectMe.EndToEnd.Tests;

/// <summary>What the browser itself counts of its line (getStats), newest connection. Filled in by Playwright, hence settable.</summary>
public sealed record LineStatistics
{
    public string State { get; set; } = "";
    public string Codec { get; set; } = "";
    public string Srtp { get; set; } = "";
    public long Received { get; set; }
    public long Lost { get; set; }
    public long Concealed { get; set; }

    /// <summary>totalAudioEnergy: grows only while there is sound.</summary>
    public double Energy { get; set; }

    /// <summary>Peer connections of the page that are not closed.</summary>
    public int Open { get; set; }

    /// <summary>Peer connections that the page has made since it was loaded: a browser lets it have 500, and counts closed ones for long.</summary>
    public int Made { get; set; }
}
