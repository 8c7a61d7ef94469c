namespace ConnectMe.Media.Stun;

internal enum StunMalformedReason
{
    None,
    TooShort,
    TooLong,
    NotStun,
    LengthNotMultipleOfFour,
    LengthMismatch,
    AttributePastEnd,
    TooManyAttributes,
    AttributeOfWrongSize,
    UsernameTooLong,
    AttributeAfterFingerprint,
    FingerprintMismatch,
}
