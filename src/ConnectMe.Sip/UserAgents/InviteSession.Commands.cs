using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What the application wants. A wish that came too late, such as an answer to a caller who is gone, does nothing: the event that says so is on its way.</summary>
sealed partial class InviteSession
{
    public void Provide(int status, ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (!IsOver)
        {
            _incoming?.Provide(status, sdp, now);
        }
    }

    public void Answer(ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (!IsOver && !IsEstablished && _incoming is { } incoming)
        {
            _localSdp = sdp;
            incoming.Answer(sdp, now);
        }
    }

    public void Refuse(int status, SessionReason? reason, TimeSpan? retryAfter)
    {
        if (!IsOver && !IsEstablished && _incoming is { } incoming)
        {
            incoming.Conclude(status, reason, retryAfter);
            End(EndCause.Refused);
        }
    }

    public void HangUp(SessionReason? reason, DateTimeOffset now)
    {
        if (IsOver)
        {
            return;
        }

        if (!IsEstablished)
        {
            _outgoing?.GiveUp(reason);
            _incoming?.Conclude(480, reason);
        }
        else if (_success is { BeganTheSession: true })
        {
            (_endsWhenConfirmed, _endReason) = (true, reason); // §15: no BYE before the ACK of the 2xx
        }
        else
        {
            _success = null;
            SendAllInTurn();
            SendBye(reason);
        }

        End(EndCause.HungUp);
    }

    public void Offer(ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (!IsOver)
        {
            _queuedOffer = sdp;
            Settled(now);
        }
    }

    public void Accept(ReadOnlyMemory<byte> sdp, DateTimeOffset now) => TakeOffer()?.Accept(sdp, now);

    public void RefuseOffer(int status, DateTimeOffset now)
    {
        TakeOffer()?.Refuse(status, now);
        Settled(now);
    }

    public void SendDigit(char digit, TimeSpan duration)
    {
        if (IsEstablished)
        {
            var info = Dialog!.Request(SipMethod.Info);
            DtmfRelay.Write(info, digit, duration);
            SendInTurn(info);
        }
    }

    public Referrals Referrals => _referrals;

    IncomingOffer? TakeOffer()
    {
        var offer = _incomingOffer;
        (_incomingOffer, _offeredIn) = (null, null);
        return offer;
    }
}
