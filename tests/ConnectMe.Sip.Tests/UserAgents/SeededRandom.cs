using System.Security.Cryptography;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>The same chance in each run.</summary>
sealed class SeededRandom(int seed) : RandomNumberGenerator
{
    readonly Random _random = new(seed);

    public override void GetBytes(byte[] data) => _random.NextBytes(data);

    public override void GetBytes(Span<byte> data) => _random.NextBytes(data);
}
