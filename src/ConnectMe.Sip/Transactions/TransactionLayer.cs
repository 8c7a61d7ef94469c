using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>
/// RFC 3261 §17: matches messages to transactions, and runs their timers. Pure: messages and the time in, <see cref="TransactionOutput"/>s out; the user
/// above it is called from inside.
/// </summary>
sealed partial class TransactionLayer(SipTimers timers, TransactionLimits limits, ILocalAddresses addresses, RandomNumberGenerator random)
    : ITransactions
{
    readonly Deadlines _deadlines = new();
    readonly Queue<TransactionOutput> _outputs = new();
    readonly Queue<(ClientTransaction Transaction, TransactionFailure Failure)> _failures = new();
    ITransactionUser? _user;
    DateTimeOffset _now;

    /// <summary>To be called once, before anything else.</summary>
    public void Attach(ITransactionUser user) => _user = user;

    /// <param name="size">The bytes that the message came in.</param>
    public void Handle(SipMessage message, SipFlow flow, int size, DateTimeOffset now)
    {
        _now = now;
        if (message is SipRequest request)
        {
            HandleRequest(request, flow, size);
        }
        else
        {
            HandleResponse((SipResponse)message, flow);
        }

        ReportFailures();
    }

    /// <summary>A deadline passed: of transactions, or of the user.</summary>
    public void Handle(DateTimeOffset now)
    {
        _now = now;
        while (_deadlines.TryTake(now, out var due))
        {
            switch (due)
            {
                case ServerTransaction server:
                    Apply(server, server.Handle(TransactionInput.TimerFired, now));
                    break;
                case ClientTransaction client:
                    Apply(client, client.Machine!.Handle(TransactionInput.TimerFired, now), null);
                    break;
            }
        }

        if (User.NextTimeout <= now)
        {
            User.Handle(now);
        }

        ReportFailures();
    }

    public void HandleFlowLost(SipFlow flow, DateTimeOffset now)
    {
        _now = now;
        User.FlowLost(flow, now);
        ReportFailures();
    }

    /// <summary>Lets the application act on the user.</summary>
    public void Run(Action<ITransactionUser, DateTimeOffset> action, DateTimeOffset now)
    {
        _now = now;
        action(User, now);
        ReportFailures();
    }

    /// <summary>To be called after every other member until it returns false.</summary>
    public bool TryTake([MaybeNullWhen(false)] out TransactionOutput output) => _outputs.TryDequeue(out output);

    public DateTimeOffset? NextTimeout =>
        (_deadlines.Next, User.NextTimeout) switch
        {
            ({ } ours, { } theirs) => ours < theirs ? ours : theirs,
            var (ours, theirs) => ours ?? theirs,
        };

    public int ServerTransactions => _servers.Count;

    public int ClientTransactions => _clients.Count;

    ITransactionUser User => _user ?? throw new InvalidOperationException("No user is attached.");

    /// <summary>At the end of each input: who sends from inside a call is not called back before it has returned.</summary>
    void ReportFailures()
    {
        while (_failures.TryDequeue(out var report))
        {
            User.Failed(report.Transaction, report.Failure, _now);
        }
    }

    /// <summary>Puts our address where the user could not know it.</summary>
    void FillIn(SipMessage message, SipProtocol protocol, IPEndPointPair ends)
    {
        foreach (var header in WithOurAddress)
        {
            if (message.Headers[header] is { } value && value.Contains(LocalContact.Host, StringComparison.Ordinal))
            {
                var contact =
                    $"{addresses.Towards(protocol, ends.Remote, ends.Local)}{(protocol == SipProtocol.Udp ? "" : $";transport={protocol.InUri()}")}";
                message.Headers.Set(header, value.Replace(LocalContact.Host, contact, StringComparison.Ordinal));
            }
        }
    }

    static TransactionInput InputOf(SipResponse response) =>
        response.StatusCode switch
        {
            < 200 => TransactionInput.Provisional,
            < 300 => TransactionInput.Success,
            _ => TransactionInput.Failure,
        };

    static readonly string[] WithOurAddress = [HeaderName.Contact, HeaderName.RecordRoute];

    readonly record struct IPEndPointPair(System.Net.IPAddress Remote, System.Net.IPAddress? Local);
}
