using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>The ACK of a 2xx (RFC 3261 §13.2.2.4): made once, sent for every copy of the 2xx.</summary>
sealed class SuccessAck(UserAgentCore core, Dialog dialog, SipRequest invite)
{
    SipRequest? _ack;

    /// <param name="sdp">The answer to an offer in the 2xx.</param>
    public void Send(ReadOnlyMemory<byte> sdp)
    {
        _ack = dialog.Ack(invite.CSeq.Number);
        // §22.1: an ACK cannot be challenged, so it has the credentials of its INVITE.
        _ack.Headers.CopyFrom(invite.Headers, "Authorization");
        _ack.Headers.CopyFrom(invite.Headers, "Proxy-Authorization");
        SessionDescription.Put(_ack, sdp);
        core.Client.SendAck(_ack.Copy(), dialog.Target);
    }

    /// <summary>Nothing while the application has not answered the offer of the 2xx.</summary>
    public void SendAgain()
    {
        if (_ack is not null)
        {
            core.Client.SendAck(_ack.Copy(), dialog.Target);
        }
    }
}

/// <summary>An offer that waits for the application: accept it with an answer, or refuse it with a status.</summary>
/// <param name="Drop">What has to be sent when the session ends before that.</param>
sealed record IncomingOffer(Action<ReadOnlyMemory<byte>, DateTimeOffset> Accept, Action<int, DateTimeOffset> Refuse, Action? Drop = null);
