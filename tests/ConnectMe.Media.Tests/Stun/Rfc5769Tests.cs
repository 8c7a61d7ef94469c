using System.Net;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Stun;
using ConnectMe.Media.Tests.Vectors;

namespace ConnectMe.Media.Tests.Stun;

/// <summary>The sample messages of RFC 5769.</summary>
public sealed class Rfc5769Tests
{
    static readonly byte[] Password = "VOkJxbRl1RmTxUk/WvJxBt"u8.ToArray();

    [Fact]
    public void Section_2_1_the_sample_request_is_read_and_is_authentic()
    {
        var bytes = Vector.Read("rfc5769/2.1-request.hex");

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(bytes, out var message));
        Assert.Equal(StunClass.Request, message.Class);
        Assert.Equal(StunMethod.Binding, message.Method);
        Assert.Equal("evtj:h6vY", Encoding.UTF8.GetString(message.Username));
        Assert.Equal("evtj", Encoding.UTF8.GetString(message.ReceiverUsernameFragment));
        Assert.Equal(0x6e0001ffu, message.Priority);
        Assert.True(message.IsFromControlled);
        Assert.False(message.UseCandidate);
        Assert.False(message.HasUnknownAttributes);
        Assert.True(message.HasFingerprint);
        Assert.True(message.IsAuthentic(Password));
        Assert.False(message.IsAuthentic("another"u8));
    }

    [Theory]
    [InlineData("rfc5769/2.2-ipv4-response.hex", "192.0.2.1")]
    [InlineData("rfc5769/2.3-ipv6-response.hex", "2001:db8:1234:5678:11:2233:4455:6677")]
    public void Sections_2_2_and_2_3_the_sample_responses_are_read_and_are_authentic(string vector, string address)
    {
        var bytes = Vector.Read(vector);

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(bytes, out var message));
        Assert.Equal(StunClass.SuccessResponse, message.Class);
        Assert.True(message.IsAuthentic(Password));
        Assert.True(message.TryGet(StunAttribute.XorMappedAddress, out var value));
        Assert.True(XorMappedAddress.TryRead(value, message.TransactionId, out var mapped));
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 32853), mapped.ToIPEndPoint());
    }

    [Fact]
    public void Section_2_4_the_long_term_request_is_read_and_is_authentic_with_the_long_term_key()
    {
        // We speak the short-term mechanism only; the key of the long-term one (RFC 8489 §9.2.2) is made here to use the vector for the rest.
        var bytes = Vector.Read("rfc5769/2.4-long-term-request.hex");
        var key = MD5.HashData(Encoding.UTF8.GetBytes("マトリックス:example.org:TheMatrIX"));

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(bytes, out var message));
        Assert.Equal("マトリックス", Encoding.UTF8.GetString(message.Username));
        Assert.False(message.HasFingerprint);
        Assert.True(message.IsAuthentic(key));
    }

    [Theory]
    [InlineData("rfc5769/2.2-ipv4-response.hex", "192.0.2.1")]
    [InlineData("rfc5769/2.3-ipv6-response.hex", "2001:db8:1234:5678:11:2233:4455:6677")]
    public void The_sample_responses_are_written_to_the_byte_but_for_their_padding(string vector, string address)
    {
        // The RFC pads SOFTWARE with a space and leaves the value free (RFC 8489 §14); we pad with zero, so integrity and fingerprint differ.
        var expected = Vector.Read(vector);
        Span<byte> buffer = new byte[StunLimits.Message];

        var writer = new StunMessageWriter(buffer, StunClass.SuccessResponse, StunMethod.Binding, expected.AsSpan(8, 12));
        writer.Add(StunAttribute.Software, "test vector"u8);
        writer.AddXorMappedAddress(TransportAddress.Of(IPAddress.Parse(address), 32853));
        writer.AddMessageIntegrity(Password);
        writer.AddFingerprint();

        Assert.Equal(expected.Length, writer.Length);
        Assert.Equal(Without(expected), Without(buffer[..writer.Length].ToArray()));
        Assert.Equal(StunMalformedReason.None, StunMessage.Read(buffer[..writer.Length], out var message));
        Assert.True(message.IsAuthentic(Password));

        static byte[] Without(byte[] bytes) => [.. bytes[..35], .. bytes[36..^32]];
    }
}
