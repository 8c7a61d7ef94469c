namespace ConnectMe.Media.Stun;

internal static class StunLimits
{
    public const int Header = 20;

    /// <summary>RFC 8489 §6.1: what passes an IPv4 path of unknown MTU; a longer check is nobody's.</summary>
    public const int Message = 548;

    /// <summary>RFC 8489 §14.3.</summary>
    public const int Username = 513;

    public const int Attributes = 32;
}
