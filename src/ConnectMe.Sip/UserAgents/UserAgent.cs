using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// The user agent: calls, registrations and subscriptions above the transaction layer. Pure: messages, commands and the time come in; messages go out by
/// <see cref="ITransactions"/>, events by <see cref="TryTake"/>, to be taken after each call. One thread.
/// </summary>
public sealed partial class UserAgent : ITransactionUser
{
    readonly ITransactions _transactions;
    readonly UserAgentOptions _options;
    readonly ISipDirectory _directory;
    readonly UserAgentClient _client;
    readonly UserAgentCore _core;
    readonly DigestAuthenticator _authenticator;
    readonly Dictionary<SessionId, InviteSession> _sessions = [];
    readonly Dictionary<ServerTransaction, InviteSession> _invites = [];
    readonly SessionDeadlines _deadlines = new();

    public UserAgent(ITransactions transactions, UserAgentOptions options, ISipDirectory directory, RandomNumberGenerator random)
    {
        (_transactions, _options, _directory) = (transactions, options, directory);
        _client = new UserAgentClient(transactions, options, new ChallengeAnswers(directory, random));
        _core = new UserAgentCore(transactions, _client, options, new Tokens(random));
        _authenticator = new DigestAuthenticator(options.Realm, random);
    }

    public void Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now)
    {
        SessionDescription.Unwrap(response);
        Touch(_client.Handle(transaction, response, now));
    }

    public void Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now)
    {
        Touch(_client.Failed(transaction, failure, now));
    }

    public void HandleAck(SipRequest ack, SipFlow flow, DateTimeOffset now)
    {
        SessionDescription.Unwrap(ack);
        if (_core.Find(Dialogs.DialogId.OfRequest(ack)) is var (session, _))
        {
            session.HandleAck(ack, now);
            Touch(session);
        }
    }

    public void HandleCancel(ServerTransaction invite, SipRequest cancel, DateTimeOffset now)
    {
        if (_invites.TryGetValue(invite, out var session))
        {
            session.HandleCancel(cancel);
            Touch(session);
        }
    }

    public void FlowLost(SipFlow flow, DateTimeOffset now)
    {
        foreach (var dialog in _core.Dialogs)
        {
            dialog.Lost(flow);
        }
    }

    public void Handle(DateTimeOffset now)
    {
        while (_deadlines.TryTake(now, out var session))
        {
            session.Handle(now);
            Touch(session);
        }
    }

    public bool TryTake([MaybeNullWhen(false)] out SipEvent happened) => _core.TryTake(out happened);

    public DateTimeOffset? NextTimeout => _deadlines.Next;

    /// <summary>Sessions that are not over on the wire yet.</summary>
    public int SessionCount => _sessions.Count;

    internal int PendingCount => _client.PendingCount + _core.DialogCount + _invites.Count;
}
