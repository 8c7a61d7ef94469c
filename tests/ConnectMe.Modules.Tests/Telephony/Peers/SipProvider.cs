using System.Net;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Modules.Tests.Telephony.Peers;

/// <summary>A telephone company: registers whoever asks, answers every call; a test makes it do otherwise.</summary>
internal sealed class SipProvider(IPEndPoint server, string address) : SipPeer(server, address)
{
    public override SipResponse Welcome(SipRequest request)
    {
        var response = base.Welcome(request);
        response.Headers.Add("User-Agent", "<b>Provider</b>");
        if (request.Method == SipMethod.Register)
        {
            response.Headers.Add(HeaderName.Contact, request.Contacts[0].With("expires", "600"));
        }

        return response;
    }

    /// <summary>Refuses to register anybody, in these words; all else is welcome.</summary>
    public void Refuses(int status, string? reason = null) =>
        Answers = request => request.Method == SipMethod.Register ? SipResponse.For(request, status, Tag, reason) : Welcome(request);

    /// <summary>Asks for a password, and believes none.</summary>
    public void BelievesNoPassword() =>
        Answers = request =>
        {
            if (request.Method != SipMethod.Register)
            {
                return Welcome(request);
            }

            var response = SipResponse.For(request, 401, Tag);
            response.Headers.Add(HeaderName.WwwAuthenticate, "Digest realm=\"provider\", nonce=\"n1\", qop=\"auth\", algorithm=MD5");
            return response;
        };

    /// <summary>Hears everything and says nothing.</summary>
    public void IsSilent() => Answers = _ => null;
}
