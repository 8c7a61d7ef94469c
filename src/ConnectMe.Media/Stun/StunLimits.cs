namespace ConnectMe.Media.Stun;

internal static class StunLimits
{
    public const int Header = 20;

    /// <summary>RFC 8489 §6.1: what passes an IPv4 path of unknown MTU; a longer check is nobody's.</summary>
    public const int Message = 548;

    /// <summary>RFC 8489 §14.3.</summary>
    public const int Username = 513;

    public const int Attributes = 32;

    /// <summary>Types listed in a 420; the RFC sets no limit, an answer must not outgrow its question.</summary>
    public const int UnknownAttributes = 8;

    /// <summary>RFC 8489 §14: values are padded to a multiple of 4.</summary>
    public static int Padded(int length) => (length + 3) & ~3;
}
