using ConnectMe.Media.Dtls;

namespace ConnectMe.Media.Srtp;

/// <summary>SRTP and SRTCP of one peer, both directions (RFC 3711, RFC 7714). In place, without allocation; one thread.</summary>
/// <remarks>
/// History (roll-over counters, replay windows, known SSRCs) changes only after a packet has proved genuine, so forged ones leave no trace. There is no
/// limit on failures either: refusing a forged packet costs no more than accepting a genuine one, and any limit that an attacker who knows address and
/// SSRC could use up would silence the genuine stream, which is what he is after.
/// </remarks>
internal sealed class SrtpSession : IDisposable
{
    /// <summary>Room to leave behind a packet before protecting it: tag, and for SRTCP the index.</summary>
    public const int MaximumExpansion = 20;

    const uint EncryptedBit = 0x8000_0000;
    const uint MaximumRtcpIndex = 0x7FFF_FFFF;

    readonly ISrtpTransform _outgoing;
    readonly ISrtpTransform _incoming;
    readonly MasterKey? _ours;
    readonly MasterKey? _theirs;
    SentSources _sent = new();
    ReceivedSources _receivedRtp = new();
    ReceivedSources _receivedRtcp = new();
    uint _missedRollovers;
    uint _nextRtcpIndex; // one count for all our SSRCs: each value is used once, which is all that §3.4 is about

    /// <param name="isServer">Which half of the keys is ours (RFC 5764 §4.2): we were the DTLS server.</param>
    /// <param name="before">
    /// The session that this one takes the place of. A direction whose key stays goes on counting: from the beginning the same keystream would be used twice
    /// (RFC 3711 §9.1), and who receives it has not begun anew either.
    /// </param>
    public SrtpSession(SrtpKeyingMaterial keys, bool isServer, SrtpSession? before = null)
    {
        Profile = keys.Profile;
        var server = new MasterKey(keys.Profile, keys.ServerKey, keys.ServerSalt);
        var client = new MasterKey(keys.Profile, keys.ClientKey, keys.ClientSalt);
        (_ours, _theirs) = isServer ? (server, client) : (client, server);
        (_outgoing, _incoming) = (_ours.ToTransform(), _theirs.ToTransform());
        _missedRollovers = keys.AreOfEarlierRun ? SrtpLimits.MissedRollovers : 0;
        if (_ours.IsSame(before?._ours))
        {
            (_sent, _nextRtcpIndex) = (before!._sent, before._nextRtcpIndex);
        }

        if (_theirs.IsSame(before?._theirs))
        {
            (_receivedRtp, _receivedRtcp, _missedRollovers) = (before!._receivedRtp, before._receivedRtcp, before._missedRollovers);
        }
    }

    /// <summary>From transforms with keys of the test's choosing.</summary>
    internal SrtpSession(ISrtpTransform outgoing, ISrtpTransform incoming, uint nextRtcpIndex = 0)
    {
        (_outgoing, _incoming, _nextRtcpIndex) = (outgoing, incoming, nextRtcpIndex);
    }

    public SrtpProtectionProfile Profile { get; }

    /// <summary>Decrypts in place. On failure nothing has changed, neither the bytes nor our memory of what was received.</summary>
    public SrtpFailure UnprotectRtp(Span<byte> packet, out int length)
    {
        length = 0;
        var failure = SrtpHeader.MeasureRtp(packet, out var headerLength);
        if (failure != SrtpFailure.None)
        {
            return failure;
        }
        if (packet.Length < headerLength + _incoming.RtpTagLength)
        {
            return SrtpFailure.TooShort;
        }

        var ssrc = SrtpHeader.RtpSource(packet);
        var sequenceNumber = SrtpHeader.SequenceNumber(packet);
        var source = _receivedRtp.Find(ssrc);
        var index =
            source < 0
                ? new PacketIndex(0, sequenceNumber)
                : new PacketIndex(_receivedRtp.WindowOf(source).Highest).Nearest(sequenceNumber);
        if (source >= 0 && !_receivedRtp.WindowOf(source).Allows(index.Value))
        {
            return SrtpFailure.Replayed;
        }
        if (
            !_incoming.UnprotectRtp(packet, headerLength, index)
            && (source >= 0 || !UnprotectAfterRollovers(packet, headerLength, ref index))
        )
        {
            return SrtpFailure.AuthenticationFailed;
        }
        _missedRollovers = 0;
        length = packet.Length - _incoming.RtpTagLength;
        return _receivedRtp.Accept(source, ssrc, index.Value);
    }

    /// <inheritdoc cref="UnprotectRtp"/>
    public SrtpFailure UnprotectRtcp(Span<byte> packet, out int length)
    {
        length = 0;
        var failure = SrtpHeader.CheckRtcp(packet);
        if (failure != SrtpFailure.None)
        {
            return failure;
        }
        if (packet.Length < SrtpHeader.Rtcp + _incoming.RtcpTrailerLength)
        {
            return SrtpFailure.TooShort;
        }

        var word = _incoming.ReadRtcpIndex(packet);
        var index = word & ~EncryptedBit;
        // Deviation: §3.4 lets a sender leave a packet unencrypted. The profiles of RFC 5764 §4.1.2 encrypt, and no browser leaves it out.
        if ((word & EncryptedBit) == 0)
        {
            return SrtpFailure.NotEncrypted;
        }
        var ssrc = SrtpHeader.RtcpSource(packet);
        var source = _receivedRtcp.Find(ssrc);
        if (source >= 0 && !_receivedRtcp.WindowOf(source).Allows(index))
        {
            return SrtpFailure.Replayed;
        }
        if (!_incoming.UnprotectRtcp(packet, index))
        {
            return SrtpFailure.AuthenticationFailed;
        }
        length = packet.Length - _incoming.RtcpTrailerLength;
        return _receivedRtcp.Accept(source, ssrc, index);
    }

    /// <param name="buffer">The packet, followed by at least <see cref="MaximumExpansion"/> bytes.</param>
    public SrtpFailure ProtectRtp(Span<byte> buffer, int length, out int protectedLength)
    {
        protectedLength = 0;
        var failure = SrtpHeader.MeasureRtp(buffer[..length], out var headerLength);
        if (failure != SrtpFailure.None)
        {
            return failure;
        }
        if (buffer.Length < length + _outgoing.RtpTagLength)
        {
            return SrtpFailure.BufferTooSmall;
        }
        failure = _sent.Advance(SrtpHeader.RtpSource(buffer), SrtpHeader.SequenceNumber(buffer), out var index);
        if (failure != SrtpFailure.None)
        {
            return failure;
        }
        protectedLength = length + _outgoing.RtpTagLength;
        _outgoing.ProtectRtp(buffer[..protectedLength], headerLength, index);
        return SrtpFailure.None;
    }

    /// <inheritdoc cref="ProtectRtp"/>
    public SrtpFailure ProtectRtcp(Span<byte> buffer, int length, out int protectedLength)
    {
        protectedLength = 0;
        var failure = SrtpHeader.CheckRtcp(buffer[..length]);
        if (failure != SrtpFailure.None)
        {
            return failure;
        }
        if (buffer.Length < length + _outgoing.RtcpTrailerLength)
        {
            return SrtpFailure.BufferTooSmall;
        }
        if (_nextRtcpIndex > MaximumRtcpIndex)
        {
            return SrtpFailure.KeyExhausted;
        }
        protectedLength = length + _outgoing.RtcpTrailerLength;
        _outgoing.ProtectRtcp(buffer[..protectedLength], _nextRtcpIndex++); // §3.4: the first is 0
        return SrtpFailure.None;
    }

    /// <summary>How often the other side had rolled over when we came to know it is not said anywhere: it is the one with which the packet is authentic.</summary>
    bool UnprotectAfterRollovers(Span<byte> packet, int headerLength, ref PacketIndex index)
    {
        for (var rollovers = 1u; rollovers <= _missedRollovers; rollovers++)
        {
            index = new PacketIndex(rollovers, index.SequenceNumber);
            if (_incoming.UnprotectRtp(packet, headerLength, index))
            {
                return true;
            }
        }
        return false;
    }

    public void Dispose()
    {
        _outgoing.Dispose();
        _incoming.Dispose();
    }

    /// <summary>Of one direction.</summary>
    sealed record MasterKey(SrtpProtectionProfile Profile, byte[] Key, byte[] Salt)
    {
        public bool IsSame(MasterKey? other) =>
            other is not null
            && Profile == other.Profile
            && Key.AsSpan().SequenceEqual(other.Key)
            && Salt.AsSpan().SequenceEqual(other.Salt);

        public ISrtpTransform ToTransform() =>
            Profile switch
            {
                SrtpProtectionProfile.Aes128CmHmacSha1_80 => new AesCmHmacSha1(Key, Salt),
                SrtpProtectionProfile.Aes128CmHmacSha1_32 => new AesCmHmacSha1(Key, Salt, AesCmHmacSha1.ShortTag),
                SrtpProtectionProfile.AeadAes128Gcm => new AeadAesGcm(Key, Salt),
                _ => throw new InvalidOperationException($"No such SRTP profile: {Profile}"),
            };
    }
}
