using System.Security.Cryptography;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Tests.Srtp;

/// <summary>Our HMAC on OpenSSL's blocks, and the platform's that takes its place where those are not to be had.</summary>
public sealed class HmacSha1Tests
{
    public static TheoryData<bool> Implementations => [true, false];

    /// <summary>The tests run where the blocks are: else only one implementation would be tested.</summary>
    [Fact]
    public void The_blocks_are_there() => Assert.True(Sha1Blocks.IsSupported);

    [Theory, MemberData(nameof(Implementations))]
    public void The_test_cases_of_RFC_2202(bool ofBlocks)
    {
        Check(Enumerable.Repeat((byte)0x0B, 20), "Hi There"u8, "B617318655057264E28BC0B6FB378C8EF146BE00");
        Check("Jefe"u8.ToArray(), "what do ya want for nothing?"u8, "EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79");
        Check(Enumerable.Repeat((byte)0xAA, 20), Enumerable.Repeat((byte)0xDD, 50).ToArray(), "125D7342B9AC11CD91A39AF48AA17B4F63F175D3");
        Check(
            Enumerable.Range(1, 25).Select(i => (byte)i),
            Enumerable.Repeat((byte)0xCD, 50).ToArray(),
            "4C9007F4026250C6BC8414F9BF50C86C2D7235DA"
        );

        void Check(IEnumerable<byte> key, ReadOnlySpan<byte> text, string hash)
        {
            using var hmac = new HmacSha1(key.ToArray(), ofBlocks);
            var computed = new byte[20];
            hmac.Compute(text, computed);
            Assert.Equal(hash, Convert.ToHexString(computed));
        }
    }

    [Fact]
    public void At_every_length_it_is_what_the_platform_computes()
    {
        var random = new Random(20261129);
        for (var length = 0; length < 400; length++)
        {
            var (key, text) = (new byte[1 + random.Next(Sha1Blocks.Block)], new byte[length]);
            random.NextBytes(key);
            random.NextBytes(text);
            using var hmac = new HmacSha1(key, ofBlocks: true);
            var tag = new byte[10];
            for (var again = 0; again < 2; again++) // nothing is left of the one before
            {
                hmac.Compute(text, tag);
                Assert.Equal(HMACSHA1.HashData(key, text)[..10], tag);
            }
        }
    }

    [Fact]
    public void A_tag_may_be_written_over_the_end_of_the_text()
    {
        using var hmac = new HmacSha1("key"u8, ofBlocks: true);
        var packet = new byte[80];
        var hash = HMACSHA1.HashData("key"u8, packet.AsSpan(0, 74));
        hmac.Compute(packet.AsSpan(0, 74), packet.AsSpan(70, 10));
        Assert.Equal(hash[..10], packet[70..]);
    }
}
