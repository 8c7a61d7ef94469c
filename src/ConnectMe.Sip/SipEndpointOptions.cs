using System.Net;
using System.Net.Security;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip;

/// <summary>How a <see cref="SipEndpoint"/> meets the network.</summary>
public sealed record SipEndpointOptions
{
    public required IReadOnlyList<SipListener> Listen { get; init; }

    /// <summary>The addresses by which others reach this machine, where they are not its own (NAT, a container): they go into Via and Contact. At most one per family.</summary>
    public IReadOnlyList<IPAddress> PublicAddresses { get; init; } = [];

    /// <summary>The certificate for a TLS handshake, by the name that the client asks for (null: none). Called for each, so that a renewed one is used at once (R10).</summary>
    public Func<string?, SslStreamCertificateContext?>? Certificate { get; init; }

    /// <summary>Judges the certificate of a TLS server that we connect to; null: the system's roots, and the name that was asked for.</summary>
    public RemoteCertificateValidationCallback? TrustedServer { get; init; }

    /// <summary>The web origins that may open a WebSocket on our own listener; a client that is no browser sends none (RFC 6455 §10.2).</summary>
    public IReadOnlyList<string> WebSocketOrigins { get; init; } = [];

    /// <summary>False: what comes from this address is dropped unread (a ban). Called by several threads, for every datagram: to be fast.</summary>
    public Func<IPAddress, bool>? Admits { get; init; }

    /// <summary>The node that a new request belongs to, when it is not this one: it is passed on there as a stateless proxy does (RFC 3261 §16.11).</summary>
    public Func<SipRequest, SipFlow, IPEndPoint?>? BelongsTo { get; init; }

    /// <summary>The name servers to ask; empty: the system's.</summary>
    public IReadOnlyList<IPEndPoint> NameServers { get; init; } = [];

    /// <summary>Sees every message that comes or goes, in order: for the ladder of a call. Called by the loop: to be fast.</summary>
    public Action<SipTrace>? Trace { get; init; }

    /// <summary>An exception that is our bug; the loop goes on with the next message.</summary>
    public Action<Exception>? Faulted { get; init; }

    public SipTimers Timers { get; init; } = SipTimers.Default;

    public TransactionLimits Transactions { get; init; } = TransactionLimits.Default;

    public ConnectionLimits Connections { get; init; } = ConnectionLimits.Default;

    /// <summary>Messages that wait for the loop. Requests that begin something are dropped at three quarters, and refused with 503 at half (R13).</summary>
    public int Backlog { get; init; } = 4_096;
}
