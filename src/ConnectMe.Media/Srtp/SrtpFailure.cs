namespace ConnectMe.Media.Srtp;

internal enum SrtpFailure
{
    None,
    TooShort,

    /// <summary>Version is not 2.</summary>
    NotRtp,

    /// <summary>CSRCs or extension reach past the packet.</summary>
    HeaderPastEnd,
    TooLong,
    BufferTooSmall,

    /// <summary>SRTCP without the E bit: our profiles always encrypt.</summary>
    NotEncrypted,

    /// <summary>Seen before, or too old to tell.</summary>
    Replayed,
    AuthenticationFailed,

    /// <summary>Genuine, but one SSRC too many for one session.</summary>
    TooManySources,

    /// <summary>Sending: this SSRC has used this or a later sequence number; encrypting under it again would give both packets away.</summary>
    IndexReused,

    /// <summary>RFC 3711 §9.2: 2^31 SRTCP packets under one key.</summary>
    KeyExhausted,
}
