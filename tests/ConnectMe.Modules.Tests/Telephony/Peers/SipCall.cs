using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>A call that a phone placed, as far as it came.</summary>
/// <param name="me">The From of its requests.</param>
/// <param name="sequence">Of its last request so far.</param>
internal sealed class SipCall(SipPeer phone, NameAddress me, SipResponse final, uint sequence, SoundPort sound) : IAsyncDisposable
{
    uint _sequence = sequence;

    public int Status => final.StatusCode;

    public string CallId => final.CallId;

    /// <summary>This call, for who would take it over or hand another on to it (RFC 3891 §3): its dialog as the other side has it.</summary>
    public string Replaces => $"{final.CallId};to-tag={final.To.Tag};from-tag={final.From.Tag}";

    /// <summary>A phone acknowledges whatever came; with an answer it begins to speak.</summary>
    public async Task Begin()
    {
        if (final.IsSuccess)
        {
            if (!final.Body.IsEmpty)
            {
                sound.SendTo(final.Body.Span);
            }

            await phone.Send(Request(SipMethod.Ack));
        }
        else
        {
            await phone.Acknowledge(final, final.To.Uri);
        }
    }

    public async Task HangUp()
    {
        _sequence++;
        Assert.Equal(200, (await phone.Ask(Request(SipMethod.Bye))).StatusCode);
    }

    /// <summary>Asks to have the other side called by somebody else, or connected to another call.</summary>
    public async Task<int> Refer(SipUri to)
    {
        _sequence++;
        var refer = Request(SipMethod.Refer);
        refer.Headers.Add(HeaderName.ReferTo, new NameAddress(to));
        return (await phone.Ask(refer)).StatusCode;
    }

    public ValueTask DisposeAsync() => sound.DisposeAsync();

    SipRequest Request(SipMethod method)
    {
        var target = final.Contacts is [var contact, ..] ? contact.Uri : final.To.Uri;
        var number = method == SipMethod.Ack ? final.CSeq.Number : _sequence; // RFC 3261 §13.2.2.4
        return phone.Request(method, target, me, final.To, final.CallId, number);
    }
}
