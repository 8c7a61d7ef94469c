using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Transport;

/// <summary>What comes from the network: parsed where it was received, several at a time, and put before the loop.</summary>
sealed class Reception(SipEndpointOptions options, Inbox inbox)
{
    /// <summary>Null: nothing is to be answered from here.</summary>
    public Refusal? HandleDatagram(ReadOnlyMemory<byte> datagram, SipFlow flow)
    {
        if (options.Admits?.Invoke(flow.Remote.Address) == false)
        {
            SipMeter.Dropped(flow.Protocol, "banned");
            return null;
        }

        return TryHandle(datagram, flow);
    }

    public void HandleFramed(ReadOnlyMemory<byte> message, Connection connection)
    {
        if (TryHandle(message, connection.Flow) is { } refusal)
        {
            connection.TrySend(refusal.Bytes);
        }
    }

    /// <summary>Of a stream that cannot be read on; what begins it may be answered.</summary>
    public static void HandleBroken(ReadOnlyMemory<byte> rest, MalformedReason reason, Connection connection)
    {
        SipMeter.Malformed(connection.Flow.Protocol, reason.ToString());
        MessageReader.Read(rest, out var message, out var malformed);
        if ((malformed ?? message as SipRequest) is { } request && Refusal.Of(request, reason, connection.Flow, rest.Length) is { } refusal)
        {
            connection.TrySend(refusal.Bytes);
        }
    }

    Refusal? TryHandle(ReadOnlyMemory<byte> bytes, SipFlow flow)
    {
        try
        {
            return Handle(bytes, flow);
        }
        catch (Exception bug) // of the input loop: bytes that we cannot read must not end the socket that they came by
        {
            SipMeter.Faulted();
            options.Faulted?.Invoke(bug);
            return null;
        }
    }

    Refusal? Handle(ReadOnlyMemory<byte> bytes, SipFlow flow)
    {
        var reason = MessageReader.Read(bytes, out var message, out var malformed);
        if (message is null)
        {
            SipMeter.Malformed(flow.Protocol, reason.ToString());
            return malformed is null ? null : Refusal.Of(malformed, reason, flow, bytes.Length);
        }

        SipMeter.Received(flow.Protocol);
        if (!inbox.TryPost(new Work.Message(message, flow, bytes.Length), IsNew(message)))
        {
            SipMeter.Dropped(flow.Protocol, "overload");
        }

        return null;
    }

    static bool IsNew(SipMessage message) => message is SipRequest { IsAck: false, IsCancel: false } && message.To.Tag is null;
}
