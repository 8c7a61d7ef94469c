namespace ConnectMe.Media.Srtp;

internal static class SrtpLimits
{
    /// <summary>A browser has one SSRC for its microphone and one for its reports.</summary>
    public const int Sources = 8;

    public const int Packet = 2048;
}
