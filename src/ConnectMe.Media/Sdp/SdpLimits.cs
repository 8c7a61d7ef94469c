namespace ConnectMe.Media.Sdp;

/// <summary>A browser's offer with one audio section is about 2 KB; with camera and screen some 10 KB. Beyond these it is no browser's.</summary>
static class SdpLimits
{
    public const int Characters = 65_536;
    public const int Line = 4_096;
    public const int Media = 16;

    /// <summary>Of the session, and of each section.</summary>
    public const int Attributes = 512;

    public const int Formats = 64;
    public const int Mid = 32;
}
