namespace ConnectMe.Media.Tests.Sdp;

/// <summary>What browsers really wrote.</summary>
static class Transcript
{
    public static string Chrome => Read("chrome-156-offer");

    /// <summary>Audio, camera and a data channel.</summary>
    public static string ChromeWithCamera => Read("chrome-156-offer-with-camera");

    public static string Firefox => Read("firefox-153-offer");

    static string Read(string name)
    {
        var lines = File.ReadAllLines(Repository.PathOf("tests", "ConnectMe.Media.Tests", "Transcripts", $"{name}.sdp"));
        return string.Concat(lines.Select(line => $"{line}\r\n")); // whatever git has made of the line ends
    }
}
