using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Io;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media;

// Legs: phones and trunks, whose SDP comes by SIP.
public sealed partial class MediaEngine
{
    readonly Dictionary<Guid, Leg> _legs = []; // its own lock

    /// <summary>Answers the offer of a phone or trunk: the first of a new leg, or another one of a leg that exists.</summary>
    /// <param name="reachedAt">Our address by which the other side reached us; advertised when no public address is set. Unspecified: found by the route.</param>
    public LegAnswer AnswerLeg(Guid leg, string offer, IPAddress reachedAt, LegOptions options)
    {
        if (LegDescription.Read(offer, CodecsOf(options), options.Codecs.Count > 0, out var read) is { } refusal)
        {
            return refusal;
        }

        lock (_legs)
        {
            var remote = read!.Address.Address;
            var family = ConnectionAddress.IsUnspecified(remote) ? Unmapped(reachedAt).AddressFamily : remote.AddressFamily;
            if (FindOrOpen(leg, family, Unmapped(reachedAt), remote) is not { } open)
            {
                return NoPort;
            }

            var answer = open.Negotiation.Answer(read, options, out var terms);
            return Settle(leg, open, answer, terms);
        }
    }

    /// <summary>An offer to a phone or trunk: for a new leg, or again for one that exists. The leg can be connected and played to before its answer comes.</summary>
    /// <param name="past">Of a leg that an earlier run of ours had.</param>
    /// <returns>Null when no RTP port is free.</returns>
    public string? OfferLeg(Guid leg, IPAddress reachedAt, LegOptions options, LegPast? past = null)
    {
        lock (_legs)
        {
            var local = Unmapped(reachedAt);
            var family = _legs.TryGetValue(leg, out var known) ? known.Negotiation.Address.AddressFamily : local.AddressFamily;
            if (FindOrOpen(leg, family, local, options.SignalledFrom ?? local, past) is not { } open)
            {
                return null;
            }

            _loop.Post(leg, (exchange, _) => exchange.Expect(leg));
            return open.Negotiation.Offer(CodecsOf(options), options);
        }
    }

    /// <summary>Takes the answer to <see cref="OfferLeg"/>: of a 183, a 200, or a re-INVITE's 200. <see cref="LegAnswer.Accepted.Sdp"/> is empty.</summary>
    public LegAnswer AcceptAnswer(Guid leg, string answer)
    {
        lock (_legs)
        {
            if (!_legs.TryGetValue(leg, out var open) || open.Negotiation.OfferedCodecs is not { } codecs)
            {
                return new LegAnswer.Refused("nothing was offered", LegRefusal.NotAcceptable);
            }

            if (LegDescription.Read(answer, codecs, byOwnOrder: false, out var read) is { } refusal)
            {
                return refusal;
            }

            return Settle(leg, open, open.Negotiation.Accept(read!, out var terms), terms);
        }
    }

    /// <summary>What has been agreed on becomes what is done.</summary>
    LegAnswer Settle(Guid leg, Leg open, LegAnswer answer, RtpTerms? terms)
    {
        if (terms is null)
        {
            if (open.Session is null && answer is LegAnswer.Refused && !open.IsOffered)
            {
                ForgetLeg(leg); // refused at once: nobody will close it
            }

            return answer;
        }

        if (open.Session is not { } session)
        {
            session = open.Session = new RtpSession(open.Origin, terms, OpenDtls);
            _loop.Add(leg, session, open.Ports);
        }

        _loop.Post(leg, (exchange, now) => exchange.Negotiated(leg, session, terms, now));
        return answer;
    }

    Leg? FindOrOpen(Guid id, AddressFamily family, IPAddress reachedAt, IPAddress remote, LegPast? past = null)
    {
        if (_legs.TryGetValue(id, out var leg) && leg.Session?.IsClosed != true && leg.Negotiation.Address.AddressFamily == family)
        {
            return leg;
        }

        if (
            LocalAddress(family, reachedAt, remote) is not { } local
            || _ports.Take(IsOurs(local) ? local : Wildcard(family)) is not { } ports
        )
        {
            return null;
        }

        ForgetLeg(id);
        var origin = new RtpOrigin(
            ports.Rtp.Local,
            ports.Rtcp.Local,
            new Ssrc(Random32()),
            new SequenceNumber((ushort)(Random32() & 0x7FFF)), // RFC 3711 §3.3.1: far from the wrap
            FirstTimestamp.Of(id, _time.GetUtcNow()),
            Encoding.ASCII.GetBytes(_canonicalName)
        );
        var advertised = Options.PublicAddresses.FirstOrDefault(address => address.AddressFamily == family) ?? local;
        var negotiation = new LegNegotiation(origin, advertised, _canonicalName, _dtls.Fingerprint, _random, past);
        return _legs[id] = new Leg(ports, origin, negotiation);
    }

    /// <summary>The sockets of a leg whose answer has never come are ours to close; the others' are the loop's.</summary>
    void ForgetLeg(Guid id)
    {
        lock (_legs)
        {
            if (_legs.Remove(id, out var leg) && leg.Session is null)
            {
                leg.Ports.Dispose();
            }
        }
    }

    /// <summary>Of that family: where they reached us, else the one from which the system would send to them. Null when we have none.</summary>
    static IPAddress? LocalAddress(AddressFamily family, IPAddress reachedAt, IPAddress remote)
    {
        if (reachedAt.AddressFamily == family && !ConnectionAddress.IsUnspecified(reachedAt))
        {
            return reachedAt;
        }

        try
        {
            using var probe = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(
                remote.AddressFamily == family && !ConnectionAddress.IsUnspecified(remote) ? remote : Loopback(family),
                DiscardPort
            );
            return ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return null; // no route: this machine does not speak that family
        }
    }

    bool IsOurs(IPAddress address) => _sockets.Any(socket => socket.Address.Equals(address));

    IDtlsTransport OpenDtls(DtlsTerms terms, RtpSession session) =>
        _dtls.Open(
            terms,
            datagram =>
            {
                var copy = datagram.ToArray();
                _loop.Post(session, (_, _) => session.SendDtls(copy));
            },
            output => _loop.Post(session, (_, _) => session.Handle(output))
        );

    static IReadOnlyList<AudioCodec> CodecsOf(LegOptions options)
    {
        List<AudioCodec> wanted =
        [
            .. options.Codecs.SelectMany(name =>
                AudioCodec.Available.Where(codec => codec.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ),
        ];
        return wanted.Count > 0 ? wanted : AudioCodec.Available;
    }

    static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    static IPAddress Wildcard(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;

    static IPAddress Loopback(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    static readonly LegAnswer.Refused NoPort = new("no RTP port is free", LegRefusal.NoPort);
    const int DiscardPort = 9; // nothing is sent

    sealed class Leg(RtpPorts ports, RtpOrigin origin, LegNegotiation negotiation)
    {
        public RtpPorts Ports => ports;

        public RtpOrigin Origin => origin;

        public LegNegotiation Negotiation => negotiation;

        /// <summary>Null until offer and answer have been exchanged once.</summary>
        public RtpSession? Session { get; set; }

        public bool IsOffered => negotiation.OfferedCodecs is not null;
    }
}
