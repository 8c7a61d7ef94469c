using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Transport;

/// <summary>What comes from the network: parsed where it was received, several at a time, and put before the loop.</summary>
sealed class Reception(SipEndpointOptions options, Inbox inbox)
{
    public void HandleDatagram(ReadOnlyMemory<byte> datagram, SipFlow flow)
    {
        if (options.Admits?.Invoke(flow.Remote.Address) == false)
        {
            SipMeter.Dropped(flow.Protocol, "banned");
            return;
        }

        Handle(datagram, flow);
    }

    public void HandleFramed(ReadOnlyMemory<byte> message, Connection connection) => Handle(message, connection.Flow);

    void Handle(ReadOnlyMemory<byte> bytes, SipFlow flow)
    {
        var reason = MessageReader.Read(bytes, out var message, out var malformed);
        if (message is null)
        {
            SipMeter.Malformed(flow.Protocol, reason.ToString());
            return;
        }

        SipMeter.Received(flow.Protocol);
        if (!inbox.TryPost(new Work.Message(message, flow, bytes.Length), IsNew(message)))
        {
            SipMeter.Dropped(flow.Protocol, "overload");
        }
    }

    static bool IsNew(SipMessage message) => message is SipRequest { IsAck: false, IsCancel: false } && message.To.Tag is null;
}
