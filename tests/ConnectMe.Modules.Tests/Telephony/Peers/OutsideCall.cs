using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>A call that a provider brings in: it rings, or was refused.</summary>
internal sealed class OutsideCall : IAsyncDisposable
{
    readonly SipProvider _provider;
    readonly SipRequest _invite;
    readonly SoundPort _sound;
    readonly Task<SipResponse> _final;
    readonly SipUri _uri;

    OutsideCall(SipProvider provider, SipRequest invite, SipUri uri, SoundPort sound, Task<SipResponse> final) =>
        (_provider, _invite, _uri, _sound, _final) = (provider, invite, uri, sound, final);

    /// <param name="number">Of the company.</param>
    /// <param name="caller">In whatever notation; null: hidden.</param>
    public static OutsideCall Place(SipProvider provider, string number, string? caller)
    {
        var sound = new SoundPort(provider.Local.Address);
        var uri = new SipUri(provider.Server.Address.ToString(), number);
        var from = new NameAddress(new SipUri(provider.Local.Address.ToString(), caller ?? "anonymous")).WithTag("caller");
        var invite = provider.Request(SipMethod.Invite, uri, from, new NameAddress(uri), $"{Guid.NewGuid():n}@provider", 1);
        if (caller is null)
        {
            invite.Headers.Add("Privacy", "id");
        }

        invite.SetBody(sound.Offer, "application/sdp");
        return new OutsideCall(provider, invite, uri, sound, provider.Ask(invite));
    }

    /// <summary>The final status, acknowledged; for a call that is refused.</summary>
    public async Task<int> Refused()
    {
        var final = await _final;
        await _provider.Acknowledge(final, _uri);
        return final.StatusCode;
    }

    /// <summary>The caller puts the handset down while it rings.</summary>
    public async Task GiveUp()
    {
        var cancel = new SipRequest(SipMethod.Cancel, _uri)
        {
            MaxForwards = 70,
            From = _invite.From,
            To = _invite.To,
            CallId = _invite.CallId,
            CSeq = new CSeq(_invite.CSeq.Number, SipMethod.Cancel),
        };
        await _provider.SendAlong(cancel, _invite);
        Assert.Equal(487, await Refused());
    }

    public ValueTask DisposeAsync() => _sound.DisposeAsync();
}
