using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Dialogs;

/// <summary>RFC 3261 §12: Call-ID, our tag, their tag. An RFC 2543 peer has no tag: then theirs is empty.</summary>
readonly record struct DialogId(string CallId, string LocalTag, string RemoteTag)
{
    public static DialogId OfRequest(SipRequest request) => new(request.CallId, request.To.Tag ?? "", request.From.Tag ?? "");

    public static DialogId OfResponse(SipResponse response) => new(response.CallId, response.From.Tag ?? "", response.To.Tag ?? "");
}
