namespace ConnectMe.Media.Stun;

/// <summary>Attribute types (RFC 8489 §18.3, RFC 8445 §20.1). From 0x8000 on an unknown one may be ignored (RFC 8489 §14).</summary>
internal enum StunAttribute
{
    Username = 0x0006,
    MessageIntegrity = 0x0008,
    ErrorCode = 0x0009,
    UnknownAttributes = 0x000A,
    Realm = 0x0014,
    Nonce = 0x0015,
    MessageIntegritySha256 = 0x001C,
    XorMappedAddress = 0x0020,
    Priority = 0x0024,
    UseCandidate = 0x0025,
    ComprehensionOptional = 0x8000,
    Software = 0x8022,
    Fingerprint = 0x8028,
    IceControlled = 0x8029,
    IceControlling = 0x802A,
}
