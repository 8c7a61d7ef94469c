namespace ConnectMe.EndToEnd.Tests;

/// <summary>What the browser itself counts of its line (getStats), newest connection.</summary>
/// <param name="Energy">totalAudioEnergy: grows only while there is sound.</param>
/// <param name="Open">Peer connections of the page that are not closed.</param>
public sealed record LineStatistics(
    string State,
    string Codec,
    string Srtp,
    long Received,
    long Lost,
    long Concealed,
    double Energy,
    double Level,
    int Open
);
