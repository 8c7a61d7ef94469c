namespace ConnectMe.Media.Stun;

/// <summary>Codes we answer with (RFC 8489 §14.8, RFC 8445 §7.3.1.1).</summary>
internal enum StunErrorCode
{
    UnknownAttribute = 420,
    RoleConflict = 487,
}
