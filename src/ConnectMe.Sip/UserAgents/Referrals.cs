using System.Globalization;
using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// The REFERs of one session (RFC 3515), received and sent. Each is a small subscription to how the call that it asked for goes on: NOTIFYs with a
/// message/sipfrag body.
/// </summary>
sealed class Referrals(UserAgentCore core, InviteSession session)
{
    readonly Dictionary<ReferralId, ServerTransaction> _asked = [];
    readonly HashSet<ReferralId> _reported = [];
    readonly HashSet<uint> _sent = [];

    public void HandleRefer(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (request.Headers.Values("Refer-To").Count != 1 || request.Address("Refer-To") is not { } referTo)
        {
            core.Respond(transaction, 400); // §2.4.1
            return;
        }

        if (!session.IsEstablished || _asked.Count >= MostAtOnce || !IsCallable(referTo.Uri))
        {
            core.Respond(transaction, 603);
            return;
        }

        SessionId? replaces = null;
        if (HeaderOf(referTo.Uri, "Replaces") is { } text)
        {
            // The dialog is one of ours: the transferor has two calls with us, and wants the far ends of them connected.
            if (
                ReplacesHeader.Read(text) is not { } named
                || core.Find(named.Dialog) is not { } found
                || found.Session.Tenant != session.Tenant
            )
            {
                core.Respond(transaction, 481);
                return;
            }

            replaces = found.Session.Id;
        }

        var referral = new ReferralId(request.CSeq.Number);
        _asked.Add(referral, transaction);
        core.Emit(new SipEvent.Referred(session.Id, referral, referTo.Uri.WithoutHeaders(), replaces, request.Address("Referred-By")));
    }

    public void HandleNotify(ServerTransaction transaction)
    {
        var request = transaction.Request;
        var (package, id) = EventOf(request);
        if (package != "refer")
        {
            core.Respond(transaction, UserAgentServer.BadEvent(transaction));
            return;
        }

        // §2.4.6: the first REFER of a dialog may be named without an id.
        var sequence = id ?? (_sent.Count == 1 ? _sent.First() : null);
        if (sequence is not { } number || !_sent.Contains(number))
        {
            core.Respond(transaction, 481);
            return;
        }

        core.Respond(transaction, 200);
        var isOver = request.Headers["Subscription-State"]?.StartsWith("terminated", StringComparison.OrdinalIgnoreCase) == true;
        if (StatusLine(request) is var (status, reason))
        {
            core.Emit(new SipEvent.ReferralProgressed(session.Id, status, reason));
            isOver |= status >= 200;
        }

        if (isOver)
        {
            _sent.Remove(number);
        }
    }

    /// <summary>202, and the first NOTIFY at once (§2.4.4).</summary>
    public void Accept(ReferralId referral)
    {
        if (!_asked.Remove(referral, out var transaction))
        {
            return;
        }

        var response = SipResponse.For(transaction.Request, 202, transaction.ToTag);
        response.Headers.Add("Contact", new NameAddress(session.Dialog!.Contact));
        if (transaction.Request.Headers["Refer-Sub"]?.StartsWith("false", StringComparison.OrdinalIgnoreCase) == true)
        {
            response.Headers.Add("Refer-Sub", "false"); // RFC 4488 §4: the transferor does not want to be told
            core.Respond(transaction, response);
            return;
        }

        core.Respond(transaction, response);
        _reported.Add(referral);
        Notify(referral, 100, StatusCodes.Phrase(100));
    }

    public void Refuse(ReferralId referral, int status)
    {
        if (_asked.Remove(referral, out var transaction))
        {
            core.Respond(transaction, status);
        }
    }

    /// <summary>Tells the transferor how far the call is; a final status is the last.</summary>
    public void Report(ReferralId referral, int status, string? reason)
    {
        if (!_reported.Contains(referral))
        {
            return;
        }

        if (status >= 200)
        {
            _reported.Remove(referral);
        }

        Notify(referral, status, reason ?? StatusCodes.Phrase(status));
    }

    /// <summary>Asks the other side to call somebody in our place.</summary>
    /// <param name="replaces">The call of ours with that somebody, which the new one takes the place of (RFC 3891).</param>
    public void Refer(SipUri target, InviteSession? replaces, NameAddress? referredBy)
    {
        if (!session.IsEstablished)
        {
            return;
        }

        var refer = session.Dialog!.Request(SipMethod.Refer);
        var uri = replaces?.Dialog is { } dialog
            ? target.WithHeader("Replaces", $"{dialog.Id.CallId};to-tag={dialog.Id.RemoteTag};from-tag={dialog.Id.LocalTag}")
            : target;
        refer.Headers.Add("Refer-To", new NameAddress(uri));
        if (referredBy is not null)
        {
            refer.Headers.Add("Referred-By", referredBy);
        }

        Extensions.AddTo(refer);
        session.Send(refer, HandleAnswer);
        _sent.Add(refer.CSeq.Number);
    }

    /// <summary>The session is over, and with it what was asked in it.</summary>
    public void End()
    {
        foreach (var transaction in _asked.Values)
        {
            core.Respond(transaction, 481);
        }

        _asked.Clear();
        _reported.Clear();
        _sent.Clear();
    }

    void HandleAnswer(PendingRequest pending, in RequestAnswer answer, DateTimeOffset now)
    {
        if (answer.IsProvisional || session.IsOver)
        {
            return;
        }

        if (!answer.IsSuccess)
        {
            core.Emit(new SipEvent.ReferralProgressed(session.Id, answer.Status, answer.Reason));
            _sent.Clear();
        }
        else if (pending.Tries > 0)
        {
            _sent.Add(pending.Request.CSeq.Number); // sent again with credentials: another CSeq number, another id
        }
    }

    void Notify(ReferralId referral, int status, string reason)
    {
        var notify = session.Dialog!.Request(SipMethod.Notify);
        notify.Headers.Add("Event", $"refer;id={referral.Sequence}");
        notify.Headers.Add("Subscription-State", status >= 200 ? "terminated;reason=noresource" : "active;expires=180");
        notify.SetBody(Encoding.UTF8.GetBytes($"SIP/2.0 {status} {reason}\r\n"), SipFrag);
        session.SendInTurn(notify);
    }

    static bool IsCallable(SipUri uri) =>
        (uri.IsSip || uri.IsTel) && (uri.Parameters["method"] ?? "INVITE").Equals("INVITE", StringComparison.OrdinalIgnoreCase);

    static string? HeaderOf(SipUri uri, string name)
    {
        foreach (var (key, value) in uri.Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    static (string Package, uint? Id) EventOf(SipRequest request)
    {
        var parts = (request.Headers["Event"] ?? "").Split(';', StringSplitOptions.TrimEntries);
        var id = parts.Skip(1).FirstOrDefault(part => part.StartsWith("id=", StringComparison.OrdinalIgnoreCase))?["id=".Length..];
        return (
            parts[0].ToLowerInvariant(),
            uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null
        );
    }

    /// <summary>The status line that a sipfrag begins with (RFC 3420).</summary>
    static (int Status, string Reason)? StatusLine(SipRequest notify)
    {
        if (notify.ContentType != SipFrag || notify.Body.Length > LongestFragment)
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(notify.Body.Span).Split('\r', '\n')[0];
        return
            line.Split(' ', 3) is ["SIP/2.0", var code, .. var rest]
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 100 and < 700
            ? (status, rest is [var reason] ? reason : "")
            : null;
    }

    const string SipFrag = "message/sipfrag";
    const int LongestFragment = 4096;
    const int MostAtOnce = 4;
}
