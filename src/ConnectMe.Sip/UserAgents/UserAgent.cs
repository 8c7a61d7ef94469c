using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// The user agent: calls, registrations and subscriptions above the transaction layer. Pure: messages, commands and the time come in; messages go out by
/// <see cref="ITransactions"/>, events by <see cref="TryTake"/>, to be taken after each call. One thread.
/// </summary>
public sealed partial class UserAgent : ITransactionUser, IDisposable
{
    readonly ITransactions _transactions;
    readonly UserAgentOptions _options;
    readonly ISipDirectory _directory;
    readonly UserAgentClient _client;
    readonly UserAgentCore _core;
    readonly GuessLimits _guessLimits;
    readonly AdmissionCounters _admissions = new();
    readonly Admission _admission;
    readonly Registrar _registrar;
    readonly TrunkUpkeep _trunks;
    readonly Notifier _notifier;
    readonly Dictionary<SessionId, InviteSession> _sessions = [];
    readonly Dictionary<ServerTransaction, InviteSession> _invites = [];
    readonly SessionDeadlines _deadlines = new();
    readonly NewCallRate _newCalls;

    public UserAgent(
        ITransactions transactions,
        UserAgentOptions options,
        ISipDirectory directory,
        IWatchedResources resources,
        RandomNumberGenerator random
    )
    {
        (_transactions, _options, _directory) = (transactions, options, directory);
        _client = new UserAgentClient(transactions, options, new ChallengeAnswers(directory, random));
        _core = new UserAgentCore(transactions, _client, options, new Tokens(random));
        _guessLimits = new GuessLimits(options.GuessLimits);
        _admission = new Admission(new DigestAuthenticator(options.Realm, random), _guessLimits, directory, _admissions);
        _registrar = new Registrar(options.Registrar);
        _trunks = new TrunkUpkeep(transactions, random);
        _newCalls = new NewCallRate(options.MostNewSessionsPerSecond);
        _notifier = new Notifier(transactions, resources, options.Notifier);
    }

    public void Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now)
    {
        SessionDescription.Unwrap(response);
        if (!_notifier.Handle(transaction, response, now) && !_trunks.Handle(transaction, response, now))
        {
            Touch(_client.Handle(transaction, response, now));
        }
    }

    public void Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now)
    {
        if (!_notifier.Failed(transaction) && !_trunks.Failed(transaction, failure, now))
        {
            Touch(_client.Failed(transaction, failure, now));
        }
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

        _registrar.FlowLost(flow);
        _notifier.FlowLost(flow);
    }

    public void Handle(DateTimeOffset now)
    {
        while (_deadlines.TryTake(now, out var session))
        {
            session.Handle(now);
            Touch(session);
        }

        _registrar.Handle(now);
        _trunks.Handle(now);
        _notifier.Handle(now);
    }

    public bool TryTake([MaybeNullWhen(false)] out SipEvent happened) =>
        _core.TryTake(out happened) || _registrar.TryTake(out happened) || _trunks.TryTake(out happened) || _notifier.TryTake(out happened);

    public DateTimeOffset? NextTimeout =>
        Deadline.Earliest(_deadlines.Next, _registrar.NextTimeout, _trunks.NextTimeout, _notifier.NextTimeout);

    /// <summary>Calls that are being set up or are up.</summary>
    public int LiveSessions => _core.LiveSessions;

    /// <summary>These, and those that are over but for what is still on the wire.</summary>
    public int SessionCount => _sessions.Count;

    internal int PendingCount => _client.PendingCount + _core.DialogCount + _invites.Count + _deadlines.Count;

    /// <summary>Ends the counters that it shows to meters.</summary>
    public void Dispose() => _admissions.Dispose();
}
