using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>A call that a phone placed, as far as it came.</summary>
/// <param name="me">The From of its requests.</param>
internal sealed class SipCall(SipPeer phone, NameAddress me, SipResponse final, uint sequence, SoundPort sound) : IAsyncDisposable
{
    uint _sequence = sequence;

    public int Status => final.StatusCode;

    public string CallId => final.CallId;

    /// <summary>A phone acknowledges whatever came; with an answer it begins to speak.</summary>
    public async Task Begin()
    {
        if (final.IsSuccess)
        {
            sound.SendTo(final.Body.Span);
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

    public ValueTask DisposeAsync() => sound.DisposeAsync();

    SipRequest Request(SipMethod method)
    {
        var target = final.Contacts is [var contact, ..] ? contact.Uri : final.To.Uri;
        return phone.Request(method, target, me, final.To, final.CallId, _sequence);
    }
}
