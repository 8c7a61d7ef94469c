namespace ConnectMe.Media.Srtp;

internal enum SrtpFailure
{
    None,
    TooShort,
    NotRtp,
    HeaderPastEnd,
    BufferTooSmall,
    NotEncrypted,
    Replayed,
    AuthenticationFailed,
    TooManyFailures,
    TooManySources,
    KeyExhausted,
}
