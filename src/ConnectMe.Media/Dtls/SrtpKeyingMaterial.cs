using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Dtls;

/// <summary>Master keys and salts of both directions, exported from the handshake (RFC 5764 §4.2).</summary>
internal sealed record SrtpKeyingMaterial(
    SrtpProtectionProfile Profile,
    byte[] ClientKey,
    byte[] ServerKey,
    byte[] ClientSalt,
    byte[] ServerSalt
)
{
    /// <summary>Ours were in use before the process that had them died: the other side may have counted on, with a roll-over counter that nobody here knows.</summary>
    public bool AreOfEarlierRun { get; init; }

    // No member's value in logs: the generated text of a record would print array types only, but a later string member would leak.
    public override string ToString() => $"keys for {Profile}";
}
