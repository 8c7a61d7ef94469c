using System.Net;
using ConnectMe.Media.Ice;

namespace ConnectMe.Media.Rtp;

/// <summary>
/// Where a leg's RTP goes to and may come from. At first that is the address of the SDP; behind NAT the real one shows when packets come (symmetric
/// RTP, RFC 4961). RFC 7362 §4 tells what becomes of those who follow any packet: so nothing foreign is heard, or answered, before it has proved to be
/// a stream, and once a source is known nothing else is, until offer and answer are exchanged again.
/// </summary>
sealed class Latch
{
    readonly Candidate[] _candidates = new Candidate[MaximumCandidates];
    TransportAddress? _signalled;
    TransportAddress? _locked;
    UInt128? _signalledFrom;
    bool _anySource;
    int _count;

    /// <summary>Offer and answer have been exchanged: the window in which the source is learned opens (again).</summary>
    /// <param name="signalled">Of the SDP; null while the other side wants nothing.</param>
    /// <param name="signalledFrom">Where the SIP messages come from, if known: the one other machine that the media may come from.</param>
    public void Open(TransportAddress? signalled, IPAddress? signalledFrom)
    {
        // The same address again, as after a hold: the source known is the best guess, and its next packet will do. Another: it has moved.
        if (signalled is not null && signalled != _signalled)
        {
            (_signalled, Remote) = (signalled, signalled);
        }

        (_locked, _count) = (null, 0);
        _anySource = signalledFrom is null;
        _signalledFrom = signalledFrom is null ? null : TransportAddress.Of(signalledFrom, 0).Address;
    }

    /// <summary>Where to send to.</summary>
    public TransportAddress? Remote { get; private set; }

    public bool IsLocked => _locked is not null;

    /// <summary>Whether a packet from there is worth reading.</summary>
    public bool Admits(in TransportAddress source)
    {
        if (_locked is { } locked && source == locked)
        {
            return true;
        }

        return source == _signalled || (_locked is null && (_anySource || source == Remote || IsPlausible(source)));
    }

    /// <summary>Whether this plain packet from an admitted source is to be heard.</summary>
    public bool Learn(in TransportAddress source, in RtpPacket packet)
    {
        if (source == _locked)
        {
            return true;
        }

        // Who was named in the SDP needs no proof, and takes the place of whoever was faster.
        if (source == _signalled || source == Remote || HasProved(source, packet))
        {
            Lock(source);
            return true;
        }

        return false;
    }

    /// <summary>An authentic packet came from there: no more proof is needed. The first one decides.</summary>
    public void Learn(in TransportAddress source)
    {
        if (_locked is null)
        {
            Lock(source);
        }
    }

    /// <summary>Another port of the machine where media comes from: its RTCP.</summary>
    public bool IsSameMachine(in TransportAddress source) =>
        Remote is { } remote && remote.Address == source.Address && remote.IsIPv6 == source.IsIPv6;

    void Lock(in TransportAddress source) => (_locked, Remote) = (source, source);

    bool IsPlausible(in TransportAddress source) => source.Address == _signalledFrom || source.Address == _signalled?.Address;

    /// <summary>Five packets in a row of one source: a stream, not a stray packet or somebody who tries all ports.</summary>
    bool HasProved(in TransportAddress source, in RtpPacket packet)
    {
        var index = Find(source);
        ref var candidate = ref _candidates[index];
        var follows =
            candidate.Packets > 0
            && candidate.Source == source
            && candidate.Ssrc == packet.Ssrc
            && packet.SequenceNumber.DistanceFrom(candidate.Last) is > 0 and <= MaximumGap;
        candidate = new Candidate(source, packet.Ssrc, packet.SequenceNumber, follows ? candidate.Packets + 1 : 1);
        return candidate.Packets >= Proof;
    }

    /// <summary>The candidate of this source, or the place of the one that has shown least.</summary>
    int Find(in TransportAddress source)
    {
        var least = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_candidates[i].Source == source)
            {
                return i;
            }

            least = _candidates[i].Packets < _candidates[least].Packets ? i : least;
        }

        return _count < MaximumCandidates ? _count++ : least;
    }

    record struct Candidate(TransportAddress Source, Ssrc Ssrc, SequenceNumber Last, int Packets);

    const int Proof = 5;
    const int MaximumGap = 3;
    const int MaximumCandidates = 8;
}
