using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>Requests that come, and our responses to them.</summary>
sealed partial class TransactionLayer
{
    readonly Dictionary<ServerTransactionKey, ServerTransaction> _servers = [];
    readonly Dictionary<MergeKey, ServerTransaction> _merges = [];
    readonly byte[] _tagKey = NewTagKey(random);

    /// <summary>The transports have more waiting than can be answered in time: new work is refused, calls that are up go on (R13).</summary>
    public bool IsOverloaded { get; set; }

    public void Respond(ServerTransaction transaction, SipResponse response)
    {
        // RFC 4320 §4.2: 408 to a non-INVITE comes too late by definition, and only does harm on its way.
        if (response.StatusCode == 408 && !transaction.Request.IsInvite)
        {
            Forget(transaction);
            return;
        }

        var actions = transaction.Handle(InputOf(response), _now);
        if (actions.HasFlag(TransactionActions.Send))
        {
            Complete(transaction, response);
            transaction.LastResponse = response;
        }

        Apply(transaction, actions);
    }

    public void RespondStateless(ServerTransaction transaction, SipResponse response)
    {
        Forget(transaction);
        transaction.LastResponse = response;
        Transmit(transaction.Request, transaction.Flow, transaction.Size, response);
    }

    public void Drop(ServerTransaction transaction) => Forget(transaction);

    void HandleRequest(SipRequest request, SipFlow flow, int size)
    {
        var key = ServerTransactionKey.Of(request);
        request.ReplaceTopVia(request.TopVia.ReceivedFrom(flow.Remote));
        if (request.IsAck)
        {
            HandleAck(request, key, flow);
        }
        else if (request.IsCancel)
        {
            HandleCancel(request, flow, size);
        }
        else if (_servers.TryGetValue(key, out var known))
        {
            Apply(known, known.Handle(TransactionInput.Request, _now));
        }
        else if (MergeKey.Of(request) is { } merge && _merges.ContainsKey(merge))
        {
            Transmit(request, flow, size, SipResponse.For(request, 482)); // RFC 3261 §8.2.2.2
        }
        else if (IsTooMuch(request))
        {
            var busy = SipResponse.For(request, 503);
            busy.Headers.Set(HeaderName.RetryAfter, (long)limits.RetryAfter.TotalSeconds);
            Transmit(request, flow, size, busy);
        }
        else
        {
            Begin(key, request, flow, size);
        }
    }

    void Begin(ServerTransactionKey key, SipRequest request, SipFlow flow, int size)
    {
        var reliable = flow.Protocol.IsReliable();
        var transaction = new ServerTransaction(
            key,
            request,
            flow,
            size,
            TagOf,
            request.IsInvite ? new InviteServerTransaction(timers, reliable, _now) : new NonInviteServerTransaction(timers, reliable, _now)
        );
        _servers.Add(key, transaction);
        if (MergeKey.Of(request) is { } merge)
        {
            _merges[merge] = transaction;
        }

        var isHandled = false;
        try
        {
            User.Handle(transaction, request, flow, _now);
            isHandled = true;
        }
        finally
        {
            if (!isHandled)
            {
                RespondStateless(transaction, SipResponse.For(request, 500)); // a bug: it must not leave a transaction that waits for ever
            }

            // Not before: what the user answered statelessly is gone, and must leave nothing behind (R13).
            Apply(transaction, TransactionActions.None);
        }
    }

    void HandleAck(SipRequest ack, ServerTransactionKey key, SipFlow flow)
    {
        if (!_servers.TryGetValue(key, out var invite))
        {
            User.HandleAck(ack, flow, _now);
            return;
        }

        var actions = invite.Handle(TransactionInput.Ack, _now);
        if (actions.HasFlag(TransactionActions.PassUp))
        {
            User.HandleAck(ack, flow, _now);
        }

        Apply(invite, actions);
    }

    /// <summary>RFC 3261 §9.2. A CANCEL needs no transaction of its own: one that comes again gets the same answer again.</summary>
    void HandleCancel(SipRequest cancel, SipFlow flow, int size)
    {
        if (!_servers.TryGetValue(ServerTransactionKey.OfCancelled(cancel), out var invite))
        {
            Transmit(cancel, flow, size, SipResponse.For(cancel, 481));
            return;
        }

        Transmit(cancel, flow, size, SipResponse.For(cancel, 200, invite.ToTag));
        if (invite is { State: TransactionState.Proceeding, IsCancelled: false })
        {
            invite.IsCancelled = true;
            User.HandleCancel(invite, cancel, _now);
        }
    }

    void Apply(ServerTransaction transaction, TransactionActions actions)
    {
        if (actions.HasFlag(TransactionActions.SendTrying))
        {
            transaction.LastResponse = SipResponse.For(transaction.Request, 100);
        }

        if ((actions & (TransactionActions.Send | TransactionActions.SendTrying)) != 0)
        {
            _outputs.Enqueue(
                new TransactionOutput.Transmit(transaction.LastResponse!, ResponseRoute.Of(transaction.Request, transaction.Flow), null)
            );
        }

        if (transaction.State == TransactionState.Terminated)
        {
            Forget(transaction);
        }
        else if (_servers.GetValueOrDefault(transaction.Key) == transaction)
        {
            _deadlines.Set(transaction);
        }
    }

    void Forget(ServerTransaction transaction)
    {
        if (_servers.GetValueOrDefault(transaction.Key) == transaction)
        {
            _servers.Remove(transaction.Key);
        }

        if (MergeKey.Of(transaction.Request) is { } merge && _merges.GetValueOrDefault(merge) == transaction)
        {
            _merges.Remove(merge);
        }
    }

    /// <summary>Sends a response that has no transaction.</summary>
    void Transmit(SipRequest request, SipFlow flow, int size, SipResponse response)
    {
        Complete(response, flow, () => TagOf(request));
        var limit = flow.IsProven ? (int?)null : MostAmplification * size;
        _outputs.Enqueue(new TransactionOutput.Transmit(response, ResponseRoute.Of(request, flow), null, limit));
    }

    void Complete(ServerTransaction transaction, SipResponse response) => Complete(response, transaction.Flow, () => transaction.ToTag);

    void Complete(SipResponse response, SipFlow flow, Func<string> tag)
    {
        if (response.StatusCode > 100 && response.Address(HeaderName.To) is { Tag: null } to)
        {
            response.To = to.WithTag(tag()); // RFC 3261 §8.2.6.2
        }

        FillIn(response, flow.Protocol, new(flow.Remote.Address, flow.Local.Address));
    }

    bool IsTooMuch(SipRequest request) =>
        request.To.Tag is null ? IsOverloaded || _servers.Count >= limits.Server : _servers.Count >= limits.Server + (limits.Server / 4);

    /// <summary>
    /// The same request gets the same tag, also where we remember nothing of it (RFC 3261 §8.2.7); nobody can guess it (§19.3).
    /// </summary>
    string TagOf(SipRequest request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(
            _tagKey,
            Encoding.UTF8.GetBytes($"{request.CallId}\n{request.From.Tag}\n{request.CSeq.Number}\n{request.TopVia.Branch}"),
            hash
        );
        return BinaryPrimitives.ReadUInt64BigEndian(hash).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    static byte[] NewTagKey(RandomNumberGenerator random)
    {
        var key = new byte[SHA256.HashSizeInBytes];
        random.GetBytes(key);
        return key;
    }

    /// <summary>QUIC's figure (RFC 9000 §8.1), for want of one for SIP.</summary>
    internal const int MostAmplification = 3;
}
