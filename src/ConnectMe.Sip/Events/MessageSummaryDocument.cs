using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Events;

/// <summary>application/simple-message-summary (RFC 3842 §5.2).</summary>
static class MessageSummaryDocument
{
    public static ReadOnlyMemory<byte> Write(ResourceState.Messages state, SipUri account) =>
        Encoding.UTF8.GetBytes(
            $"Messages-Waiting: {(state.Unheard > 0 ? "yes" : "no")}\r\n"
                + $"Message-Account: {account}\r\n"
                + $"Voice-Message: {state.Unheard}/{state.Heard} ({state.UrgentUnheard}/{state.UrgentHeard})\r\n"
        );
}
