using System.Security.Cryptography;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Tags, Call-IDs and whatever else must not be guessed (RFC 3261 §19.3).</summary>
sealed class Tokens(RandomNumberGenerator random)
{
    /// <summary>80 bits.</summary>
    public string Tag() => Hex(10);

    public string CallId() => Hex(16);

    public SessionId SessionId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.GetBytes(bytes);
        return new SessionId(new Guid(bytes));
    }

    /// <summary>An RSeq to begin with: 1 to 2^31 - 1 (RFC 3262 §3).</summary>
    public uint FirstRSeq() => (Number() & 0x3fff_ffff) + 1;

    /// <summary>A CSeq number to begin with: small, so that it cannot run out (§8.1.1.5).</summary>
    public uint FirstSequence() => (Number() & 0xffff) + 1;

    /// <summary>Between the two, in steps of 10 ms (§14.1).</summary>
    public TimeSpan Between(TimeSpan shortest, TimeSpan longest)
    {
        var steps = (uint)((longest - shortest) / Step) + 1;
        return shortest + Number() % steps * Step;
    }

    uint Number()
    {
        Span<byte> bytes = stackalloc byte[4];
        random.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes);
    }

    string Hex(int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        random.GetBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
}
