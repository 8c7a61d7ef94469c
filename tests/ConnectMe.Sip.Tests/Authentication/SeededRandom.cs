using System.Security.Cryptography;

namespace ConnectMe.Sip.Tests.Authentication;

/// <summary>Chance that is the same in every run.</summary>
sealed class SeededRandom(int seed = 1) : RandomNumberGenerator
{
    readonly Random _random = new(seed);

    public override void GetBytes(byte[] data) => _random.NextBytes(data);

    public override void GetBytes(Span<byte> data) => _random.NextBytes(data);
}
