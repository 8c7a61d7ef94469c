using System.Buffers.Binary;
using System.Diagnostics;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Tests.Srtp;

public sealed class SrtpSessionTests
{
    public static TheoryData<object> Profiles => [SrtpProtectionProfile.Aes128CmHmacSha1_80, SrtpProtectionProfile.AeadAes128Gcm];

    [Theory, MemberData(nameof(Profiles))]
    public void A_packet_comes_through_both_ways(object profile)
    {
        using var pair = Pair(profile);
        var plain = SrtpPair.Rtp(1);
        var packet = pair.Protect(plain);

        Assert.NotEqual(plain[12..], packet[12..plain.Length]);
        Assert.Equal(SrtpFailure.None, pair.Server.UnprotectRtp(packet, out var length));
        Assert.Equal(plain, packet[..length]);

        var answer = new byte[plain.Length + SrtpSession.MaximumExpansion];
        plain.CopyTo(answer, 0);
        Assert.Equal(SrtpFailure.None, pair.Server.ProtectRtp(answer, plain.Length, out length));
        Assert.Equal(SrtpFailure.None, pair.Client.UnprotectRtp(answer.AsSpan(0, length), out length));
        Assert.Equal(plain, answer[..length]);
    }

    [Theory, MemberData(nameof(Profiles))]
    public void CSRCs_and_extension_stay_readable_and_an_empty_payload_is_fine(object profile)
    {
        using var pair = Pair(profile);
        // X, two CSRCs, one word of one-byte extensions (RFC 8285)
        var plain = Convert.FromHexString("9208000100000000C0FFEE01" + "0000000A0000000B" + "BEDE000110AA0000");
        var packet = pair.Protect(plain);

        Assert.Equal(plain, packet[..plain.Length]);
        Assert.Equal(SrtpFailure.None, pair.Server.UnprotectRtp(packet, out var length));
        Assert.Equal(plain, packet[..length]);
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Three_roll_overs_are_followed(object profile)
    {
        using var pair = Pair(profile);
        var sequenceNumber = (ushort)1000;
        for (var i = 0; i < 3 * 65536 / 97; i++, sequenceNumber += 97)
        {
            Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(sequenceNumber, payloadLength: 8))));
        }
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Who_gets_another_key_of_the_peer_goes_on_counting_with_the_own_one(object profile)
    {
        using var pair = Pair(profile);
        foreach (var sequenceNumber in new ushort[] { 40000, 65535, 5 }) // rolls over
        {
            Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(sequenceNumber))));
        }

        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(pair.ProtectRtcp(SrtpPair.Rtcp())));
        pair.ServerRekeys();

        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(6))));
        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(pair.ProtectRtcp(SrtpPair.Rtcp()))); // else: Replayed
        var again = new byte[SrtpPair.Rtp(6).Length + SrtpSession.MaximumExpansion];
        SrtpPair.Rtp(6).CopyTo(again, 0);
        Assert.Equal(SrtpFailure.IndexReused, pair.Client.ProtectRtp(again, again.Length - SrtpSession.MaximumExpansion, out _));
    }

    [Theory, MemberData(nameof(Profiles)), Spec("R2")]
    public void After_a_crash_a_peer_is_understood_that_rolled_over_before_it(object profile)
    {
        using var pair = new SrtpPair((SrtpProtectionProfile)profile, missed: true);
        using var other = new SrtpPair((SrtpProtectionProfile)profile);
        var sequenceNumber = (ushort)60000;
        var unheard = Enumerable.Range(0, 7).Select(_ => pair.Protect(SrtpPair.Rtp(sequenceNumber += 30000))).ToArray()[^1];
        var forged = (byte[])unheard.Clone();
        forged[^1] ^= 1;

        Assert.Equal(SrtpFailure.AuthenticationFailed, other.Unprotect(unheard));
        Assert.Equal(SrtpFailure.AuthenticationFailed, pair.Unprotect(forged));
        Assert.Equal(SrtpFailure.None, pair.Unprotect(unheard));
        Assert.Equal(SrtpFailure.Replayed, pair.Unprotect(unheard));
        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(++sequenceNumber))));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Reordering_across_a_roll_over_is_followed(object profile)
    {
        using var pair = Pair(profile);
        var inOrder = new ushort[] { 40000, 65533, 65534, 65535, 0, 1, 2 }
            .Select(n => pair.Protect(SrtpPair.Rtp(n)))
            .ToArray();

        // 65535 comes after 1
        foreach (var i in new[] { 0, 1, 4, 2, 5, 3, 6 })
        {
            Assert.Equal(SrtpFailure.None, pair.Unprotect(inOrder[i]));
        }
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_packet_is_accepted_once(object profile)
    {
        using var pair = Pair(profile);
        var packets = Enumerable.Range(1, 200).Select(n => pair.Protect(SrtpPair.Rtp((ushort)n))).ToArray();
        Assert.Equal(SrtpFailure.None, pair.Unprotect(packets[0]));
        Assert.Equal(SrtpFailure.Replayed, pair.Unprotect(packets[0]));

        Assert.Equal(SrtpFailure.None, pair.Unprotect(packets[199]));
        Assert.Equal(SrtpFailure.None, pair.Unprotect(packets[199 - 127]));
        Assert.Equal(SrtpFailure.Replayed, pair.Unprotect(packets[199 - 127]));
        Assert.Equal(SrtpFailure.Replayed, pair.Unprotect(packets[199 - 128])); // never seen, but too old to tell
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Forged_packets_leave_no_trace(object profile)
    {
        using var pair = Pair(profile);
        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(100))));
        var genuine = pair.Protect(SrtpPair.Rtp(101));

        // The attacker knows address, SSRC and sequence numbers, which all travel in the open.
        foreach (var sequenceNumber in new ushort[] { 101, 102, 5000, 33000, 65535 })
        {
            var forged = (byte[])genuine.Clone();
            BinaryPrimitives.WriteUInt16BigEndian(forged.AsSpan(2), sequenceNumber);
            forged[^1] ^= 1;
            var before = (byte[])forged.Clone();

            Assert.Equal(SrtpFailure.AuthenticationFailed, pair.Server.UnprotectRtp(forged, out var length));
            Assert.Equal(0, length);
            Assert.Equal(before, forged);
        }
        for (var ssrc = 0u; ssrc < 1000; ssrc++)
        {
            Assert.Equal(SrtpFailure.AuthenticationFailed, pair.Unprotect([.. SrtpPair.Rtp(1, ssrc), .. new byte[16]]));
        }

        Assert.Equal(SrtpFailure.None, pair.Unprotect(genuine));
        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(1, ssrc: 7)))); // there is still room for a new source
    }

    [Theory, MemberData(nameof(Profiles)), Spec("H5")]
    public void Among_100_000_forged_packets_the_genuine_ones_come_through(object profile)
    {
        using var pair = Pair(profile);
        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(1))));
        var forged = pair.Protect(SrtpPair.Rtp(2));
        forged[^1] ^= 1;
        var started = Stopwatch.GetTimestamp();
        for (var n = 0; n < 100_000; n++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(forged.AsSpan(2), (ushort)n);
            Assert.NotEqual(SrtpFailure.None, pair.Server.UnprotectRtp(forged, out _));
            if (n % 2000 == 0)
            {
                Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp((ushort)(3 + (n / 2000))))));
            }
        }
        // Under 0.1 s of a core when built for release and undisturbed.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Every_bit_of_a_packet_is_protected(object profile)
    {
        using var pair = Pair(profile);
        var packet = pair.Protect(SrtpPair.Rtp(1, payloadLength: 20));
        for (var bit = 0; bit < packet.Length * 8; bit++)
        {
            var flipped = (byte[])packet.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(SrtpFailure.None, pair.Unprotect(flipped));
        }
        Assert.Equal(SrtpFailure.None, pair.Unprotect(packet));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_truncated_packet_is_refused_at_every_length(object profile)
    {
        using var pair = Pair(profile);
        var (rtp, rtcp) = (pair.Protect(SrtpPair.Rtp(1)), pair.ProtectRtcp(SrtpPair.Rtcp()));
        for (var length = 0; length < rtp.Length; length++)
        {
            Assert.NotEqual(SrtpFailure.None, pair.Unprotect(rtp[..length]));
        }
        for (var length = 0; length < rtcp.Length; length++)
        {
            Assert.NotEqual(SrtpFailure.None, pair.UnprotectRtcp(rtcp[..length]));
        }
        Assert.Equal(SrtpFailure.None, pair.Unprotect(rtp));
        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(rtcp));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_ninth_source_is_refused_however_genuine(object profile)
    {
        using var pair = Pair(profile);
        using var second = Pair(profile); // the same keys: a sender without our own limit
        for (var ssrc = 1u; ssrc <= 8; ssrc++)
        {
            Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(1, ssrc))));
        }

        Assert.Equal(SrtpFailure.TooManySources, pair.Unprotect(second.Protect(SrtpPair.Rtp(1, ssrc: 9))));
        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(2, ssrc: 1))));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_sequence_number_is_never_encrypted_twice(object profile)
    {
        using var pair = Pair(profile);
        pair.Protect(SrtpPair.Rtp(500));
        var buffer = new byte[300];
        foreach (var sequenceNumber in new ushort[] { 500, 499, 0, 40000 })
        {
            SrtpPair.Rtp(sequenceNumber).CopyTo(buffer, 0);
            Assert.Equal(SrtpFailure.IndexReused, pair.Client.ProtectRtp(buffer, 172, out _));
        }
        pair.Protect(SrtpPair.Rtp(501));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void RTCP_comes_through_once_and_has_its_own_history(object profile)
    {
        using var pair = Pair(profile);
        var plain = SrtpPair.Rtcp();
        var packets = Enumerable.Range(0, 5).Select(_ => pair.ProtectRtcp(plain)).ToArray();

        Assert.Equal(SrtpFailure.None, pair.Server.UnprotectRtcp((byte[])packets[1].Clone(), out var length));
        Assert.Equal(plain.Length, length);
        Assert.Equal(SrtpFailure.Replayed, pair.UnprotectRtcp(packets[1]));
        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(packets[0]));
        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(packets[4]));
        Assert.Equal(SrtpFailure.None, pair.Unprotect(pair.Protect(SrtpPair.Rtp(1))));

        var flipped = (byte[])packets[2].Clone();
        flipped[9] ^= 1;
        Assert.Equal(SrtpFailure.AuthenticationFailed, pair.UnprotectRtcp(flipped));
        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(packets[2]));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void The_first_RTCP_index_is_0(object profile)
    {
        using var pair = Pair(profile);
        var packet = pair.ProtectRtcp(SrtpPair.Rtcp());
        var word = (SrtpProtectionProfile)profile == SrtpProtectionProfile.AeadAes128Gcm ? packet[^4..] : packet[^14..^10];

        Assert.Equal([0x80, 0, 0, 0], word);
    }

    [Fact]
    public void The_RTCP_key_is_worn_out_after_2_to_the_31_packets()
    {
        using var transform = new AesCmHmacSha1(new byte[16], new byte[14]);
        using var session = new SrtpSession(transform, transform, nextRtcpIndex: 0x7FFF_FFFF);
        var buffer = new byte[64];
        SrtpPair.Rtcp().CopyTo(buffer, 0);

        Assert.Equal(SrtpFailure.None, session.ProtectRtcp(buffer, 28, out _));
        Assert.Equal(SrtpFailure.KeyExhausted, session.ProtectRtcp(buffer, 28, out _));
    }

    // csharpier-ignore
    [Theory]
    [InlineData("", "TooShort")]
    [InlineData("80080001", "TooShort")]
    [InlineData("00080001000000000000000000000000000000000000000000000000", "NotRtp")]
    [InlineData("C0080001000000000000000000000000000000000000000000000000", "NotRtp")]
    [InlineData("8F080001000000000000000000000000000000000000000000000000", "HeaderPastEnd")]
    [InlineData("900800010000000000000000BEDEFFFF000000000000000000000000", "HeaderPastEnd")]
    [InlineData("900800010000000000000000", "HeaderPastEnd")]
    public void A_malformed_packet_has_a_named_reason(string hex, string failure)
    {
        using var pair = Pair(SrtpProtectionProfile.AeadAes128Gcm);

        Assert.Equal(failure, pair.Unprotect(Convert.FromHexString(hex)).ToString());
    }

    [Fact]
    public void A_packet_over_2048_bytes_is_refused()
    {
        using var pair = Pair(SrtpProtectionProfile.AeadAes128Gcm);

        Assert.Equal(SrtpFailure.TooLong, pair.Unprotect(SrtpPair.Rtp(1, payloadLength: 9000)));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_buffer_without_room_for_the_tag_is_refused(object profile)
    {
        using var pair = Pair(profile);

        Assert.Equal(SrtpFailure.BufferTooSmall, pair.Client.ProtectRtp(SrtpPair.Rtp(1), 172, out _));
        Assert.Equal(SrtpFailure.BufferTooSmall, pair.Client.ProtectRtcp(SrtpPair.Rtcp(), 28, out _));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Mutated_packets_are_refused_and_never_throw(object profile)
    {
        using var pair = Pair(profile);
        var random = new Random(3711);
        var (rtp, rtcp) = (pair.Protect(SrtpPair.Rtp(1, payloadLength: 40)), pair.ProtectRtcp(SrtpPair.Rtcp()));
        var buffer = new byte[2500];
        for (var round = 0; round < 200_000; round++)
        {
            var sample = random.Next(2) == 0 ? rtp : rtcp;
            sample.CopyTo(buffer, 0);
            var length = random.Next(3) == 0 ? random.Next(buffer.Length) : sample.Length;
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                buffer[random.Next(Math.Max(1, Math.Min(length, 60)))] ^= (byte)random.Next(1, 256);
            }
            if (buffer.AsSpan(0, length).SequenceEqual(sample))
            {
                continue;
            }
            Assert.NotEqual(SrtpFailure.None, pair.Server.UnprotectRtp(buffer.AsSpan(0, length), out _));
            Assert.NotEqual(SrtpFailure.None, pair.Server.UnprotectRtcp(buffer.AsSpan(0, length), out _));
        }
        Assert.Equal(SrtpFailure.None, pair.Unprotect(rtp));
        Assert.Equal(SrtpFailure.None, pair.UnprotectRtcp(rtcp));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Protecting_unprotecting_and_refusing_allocate_nothing(object profile)
    {
        using var pair = Pair(profile);
        var buffer = new byte[300];
        var plain = SrtpPair.Rtp(0);
        Round(1, 500);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(501, 1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round(ushort from, ushort to)
        {
            for (var n = from; n < to; n++)
            {
                plain.CopyTo(buffer, 0);
                BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(2), n);
                pair.Client.ProtectRtp(buffer, plain.Length, out var length);
                buffer[20] ^= 1;
                pair.Server.UnprotectRtp(buffer.AsSpan(0, length), out _);
                buffer[20] ^= 1;
                pair.Server.UnprotectRtp(buffer.AsSpan(0, length), out _);
            }
        }
    }

    static SrtpPair Pair(object profile) => new((SrtpProtectionProfile)profile);
}
