namespace ConnectMe.Media.Rtp;

/// <summary>Who sends: the synchronisation source of RFC 3550 §3. Chosen at random by each sender.</summary>
readonly record struct Ssrc(uint Value)
{
    public override string ToString() => $"0x{Value:X8}";
}
