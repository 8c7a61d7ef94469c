using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Keeping a session alive, and ending one that nobody keeps alive (RFC 4028 §7.4, §10).</summary>
sealed partial class InviteSession
{
    bool _isRefreshing;

    void HandleSessionTimer(DateTimeOffset now)
    {
        if (!IsEstablished)
        {
            return;
        }

        if (Timing.IsOver(now))
        {
            Abandon(EndCause.Expired, new SessionReason("SIP", 408, "Session timer expired"), now);
        }
        else if (Timing.RefreshIsDue(now))
        {
            // Whatever is being negotiated refreshes the session as well.
            Timing.RefreshAgain(CanOffer ? null : now + RefreshDelay);
            if (CanOffer)
            {
                Refresh();
            }
        }
    }

    /// <summary>RFC 4028 §7.4: UPDATE without an offer where the other side knows it, else a re-INVITE that offers what we have.</summary>
    void Refresh()
    {
        if (!_peerAllowsUpdate)
        {
            SendOffer(_localSdp);
            _isRefreshing = true;
            return;
        }

        _isRefreshing = true;
        var update = Dialog!.Request(SipMethod.Update);
        Extensions.AddTo(update);
        Timing.AddTo(update);
        Send(update, HandleRefreshAnswer);
    }

    void HandleRefreshAnswer(PendingRequest pending, in RequestAnswer answer, DateTimeOffset now)
    {
        if (answer.IsProvisional)
        {
            return;
        }

        _isRefreshing = false;
        if (IsOver)
        {
            return;
        }

        if (answer.IsSuccess)
        {
            Dialog!.Refresh(answer.Response!);
            Timing.AgreedByAnswer(answer.Response!, now);
        }
        else if (answer.Failure is not null || answer.EndsTheDialog)
        {
            Abandon(EndCause.PeerGone, GoneReason(answer), now);
            return;
        }
        else if (answer.Status is 405 or 501)
        {
            _peerAllowsUpdate = false;
            Timing.RefreshAgain(now);
        }
        else if (answer.Status == 422)
        {
            Timing.Lengthen(SessionExpires.Minimum(answer.Response!));
            Timing.RefreshAgain(now);
        }
        else
        {
            Timing.Renew(now);
        }

        Settled(now);
    }

    static readonly TimeSpan RefreshDelay = TimeSpan.FromSeconds(5);
}
