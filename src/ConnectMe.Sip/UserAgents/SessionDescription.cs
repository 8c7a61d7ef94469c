using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.UserAgents;

/// <summary>The body that offer and answer are about. What it says is not our affair.</summary>
static class SessionDescription
{
    public const string ContentType = "application/sdp";

    public static bool IsIn(SipMessage message) => !message.Body.IsEmpty && message.ContentType == ContentType;

    public static void Put(SipMessage message, ReadOnlyMemory<byte> sdp)
    {
        if (!sdp.IsEmpty)
        {
            message.SetBody(sdp, ContentType);
        }
    }

    /// <summary>
    /// Takes the session description out of a multipart body (RFC 3261 §7.4.1, RFC 5621), as calls with a location or an ISUP part have it.
    /// Without one in it the message stays as it is.
    /// </summary>
    public static void Unwrap(SipMessage message)
    {
        if (message.Body.IsEmpty || message.ContentType?.StartsWith("multipart/", StringComparison.Ordinal) != true)
        {
            return;
        }

        foreach (var part in MultipartBody.Parts(message.Body, message.Headers["Content-Type"]!))
        {
            if (part.ContentType == ContentType)
            {
                message.SetBody(part.Content, ContentType);
                return;
            }
        }
    }
}
