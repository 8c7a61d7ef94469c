using System.Buffers.Binary;
using ConnectMe.Media.Stun;
using ConnectMe.Media.Tests.Vectors;

namespace ConnectMe.Media.Tests.Stun;

public sealed class HostileStunTests
{
    const string Header = "2112a442" + "b7e7a701bc34d686fa87dfae";

    // csharpier-ignore
    public static TheoryData<string, string, string> Malformed => new()
    {
        { "an empty datagram",                    "",                                                     "TooShort" },
        { "one byte",                             "00",                                                   "TooShort" },
        { "19 bytes",                             "000100002112a442b7e7a701bc34d686fa87df",               "TooShort" },
        { "the first two bits set",               "80010000" + Header,                                    "NotStun" },
        { "another cookie",                       "00010000" + "2112a443" + "b7e7a701bc34d686fa87dfae",   "NotStun" },
        { "a length that is not a multiple of 4", "00010003" + Header + "000000",                         "LengthNotMultipleOfFour" },
        { "a length past the datagram",           "00010008" + Header + "00060000",                       "LengthMismatch" },
        { "bytes after the message",              "00010000" + Header + "00060000",                       "LengthMismatch" },
        { "an attribute past the end",            "00010008" + Header + "00060005" + "61626364",          "AttributePastEnd" },
        { "an attribute of 65535 bytes",          "00010008" + Header + "0006ffff" + "61626364",          "AttributePastEnd" },
        { "a short PRIORITY",                     "00010008" + Header + "00240003" + "00000000",          "AttributeOfWrongSize" },
        { "USE-CANDIDATE with a value",           "00010008" + Header + "00250004" + "00000000",          "AttributeOfWrongSize" },
        { "a short tie-breaker",                  "00010008" + Header + "802a0004" + "00000000",          "AttributeOfWrongSize" },
        { "a short MESSAGE-INTEGRITY",            "00010008" + Header + "00080004" + "00000000",          "AttributeOfWrongSize" },
        { "a FINGERPRINT of 8 bytes",             "0001000c" + Header + "80280008" + "0000000000000000",  "AttributeOfWrongSize" },
        { "a wrong FINGERPRINT",                  "00010008" + Header + "80280004" + "00000000",          "FingerprintMismatch" },
    };

    [Theory, MemberData(nameof(Malformed))]
    public void A_malformed_message_has_a_named_reason(string what, string hex, string reason) =>
        Assert.True(reason == StunMessage.Read(Convert.FromHexString(hex), out _).ToString(), what);

    [Fact]
    public void A_message_over_548_bytes_is_refused()
    {
        var bytes = new byte[552];
        Convert.FromHexString("00010214" + Header).CopyTo(bytes, 0);

        Assert.Equal(StunMalformedReason.TooLong, StunMessage.Read(bytes, out _));
    }

    [Theory]
    [InlineData(513, StunMalformedReason.None)]
    [InlineData(514, StunMalformedReason.UsernameTooLong)]
    public void A_USERNAME_has_at_most_513_bytes(int length, object reason)
    {
        var buffer = new byte[StunLimits.Message + 4];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, new byte[12]);
        writer.Add(StunAttribute.Username, new byte[length]);

        Assert.Equal(reason, StunMessage.Read(buffer.AsSpan(0, writer.Length), out _));
    }

    [Fact]
    public void More_than_32_attributes_are_refused()
    {
        var buffer = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, new byte[12]);
        for (var i = 0; i < 33; i++)
        {
            writer.Add(StunAttribute.Software, []);
        }

        Assert.Equal(StunMalformedReason.TooManyAttributes, StunMessage.Read(buffer.AsSpan(0, writer.Length), out _));
    }

    [Fact]
    public void An_attribute_after_FINGERPRINT_is_refused()
    {
        var buffer = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, new byte[12]);
        // The CRC covers the header, whose length then counts the attribute that follows.
        BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(2), 12);
        writer.Add(StunAttribute.Fingerprint, Fingerprint.Of(buffer.AsSpan(0, StunLimits.Header)));
        writer.Add(StunAttribute.UseCandidate, []);

        Assert.Equal(StunMalformedReason.AttributeAfterFingerprint, StunMessage.Read(buffer.AsSpan(0, writer.Length), out _));
    }

    [Fact]
    public void What_follows_MESSAGE_INTEGRITY_counts_for_nothing()
    {
        var buffer = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, new byte[12]);
        writer.Add(StunAttribute.Username, "a:b"u8);
        writer.AddMessageIntegrity("key"u8);
        writer.Add(StunAttribute.UseCandidate, []);
        writer.Add(StunAttribute.Username, "c:d"u8);
        writer.AddFingerprint();

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.IsAuthentic("key"u8));
        Assert.False(message.UseCandidate);
        Assert.True(message.Username.SequenceEqual("a:b"u8));
    }

    [Fact]
    public void Of_two_USERNAMEs_the_first_counts()
    {
        var buffer = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(buffer, StunClass.Request, StunMethod.Binding, new byte[12]);
        writer.Add(StunAttribute.Username, ""u8);
        writer.Add(StunAttribute.Username, "c:d"u8);

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(buffer.AsSpan(0, writer.Length), out var message));
        Assert.True(message.Username.IsEmpty);
    }

    [Fact]
    public void Mutated_messages_are_read_or_refused_but_never_throw_and_never_stay_authentic()
    {
        var samples = new[] { "2.1-request", "2.2-ipv4-response", "2.3-ipv6-response", "2.4-long-term-request" }
            .Select(name => Vector.Read($"rfc5769/{name}.hex"))
            .ToArray();
        var random = new Random(8489);
        var buffer = new byte[1200];
        var unknown = new ushort[StunLimits.UnknownAttributes];
        var read = 0;
        for (var round = 0; round < 300_000; round++)
        {
            var sample = samples[random.Next(samples.Length)];
            sample.CopyTo(buffer, 0);
            var length = random.Next(4) == 0 ? random.Next(buffer.Length) : sample.Length;
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                buffer[random.Next(Math.Max(1, length))] = (byte)random.Next(256);
            }
            if (StunMessage.Read(buffer.AsSpan(0, length), out var message) != StunMalformedReason.None)
            {
                continue;
            }
            read++;
            _ = message.ReceiverUsernameFragment.Length;
            _ = message.CopyUnknownAttributes(unknown);
            if (message.TryGet(StunAttribute.XorMappedAddress, out var value))
            {
                XorMappedAddress.TryRead(value, message.TransactionId, out _);
            }
            if (!buffer.AsSpan(0, length).SequenceEqual(sample) && message.IntegrityOffset > 0)
            {
                var covered = message.IntegrityOffset + 4 + MessageIntegrity.Length;
                var isUntouched =
                    length == sample.Length
                    && covered <= sample.Length
                    && buffer.AsSpan(0, covered).SequenceEqual(sample.AsSpan(0, covered));
                Assert.True(isUntouched || !message.IsAuthentic("VOkJxbRl1RmTxUk/WvJxBt"u8));
            }
        }
        Assert.True(read > 100, $"only {read} were read: the mutations are too coarse to test anything");
    }
}
