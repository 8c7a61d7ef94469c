namespace ConnectMe.Media.Srtp;

internal static class SrtpLimits
{
    /// <summary>A browser has one SSRC for its microphone and one for its reports.</summary>
    public const int Sources = 8;

    /// <summary>Five hours and more of a call, at 50 packets a second.</summary>
    public const uint MissedRollovers = 16;

    public const int Packet = 2048;
}
