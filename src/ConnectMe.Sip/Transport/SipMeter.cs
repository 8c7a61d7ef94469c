using System.Diagnostics.Metrics;

namespace ConnectMe.Sip.Transport;

/// <summary>What is counted, under the name "ConnectMe.Sip".</summary>
static class SipMeter
{
    public const string Name = "ConnectMe.Sip";

    static readonly Meter Meter = new(Name);
    static readonly Counter<long> ReceivedMessages = Meter.CreateCounter<long>(
        "sip.messages.received",
        description: "Well-formed messages that came."
    );
    static readonly Counter<long> SentMessages = Meter.CreateCounter<long>("sip.messages.sent", description: "Messages that went out.");
    static readonly Counter<long> MalformedMessages = Meter.CreateCounter<long>(
        "sip.messages.malformed",
        description: "What came and was no message, by reason."
    );
    static readonly Counter<long> DroppedMessages = Meter.CreateCounter<long>(
        "sip.messages.dropped",
        description: "What was not answered or not sent, by reason."
    );
    static readonly Counter<long> ClosedConnections = Meter.CreateCounter<long>(
        "sip.connections.closed",
        description: "Connections that we closed, by reason."
    );
    static readonly UpDownCounter<long> OpenConnections = Meter.CreateUpDownCounter<long>(
        "sip.connections",
        description: "Open connections."
    );
    static readonly Counter<long> LoopFaults = Meter.CreateCounter<long>(
        "sip.faults",
        description: "Exceptions in the loop: bugs of ours."
    );

    public static void Received(SipProtocol protocol) => ReceivedMessages.Add(1, Protocol(protocol));

    public static void Sent(SipProtocol protocol) => SentMessages.Add(1, Protocol(protocol));

    public static void Malformed(SipProtocol protocol, string reason) => MalformedMessages.Add(1, Protocol(protocol), Reason(reason));

    public static void Dropped(SipProtocol protocol, string reason) => DroppedMessages.Add(1, Protocol(protocol), Reason(reason));

    public static void Opened(SipProtocol protocol) => OpenConnections.Add(1, Protocol(protocol));

    public static void Closed(SipProtocol protocol, string reason)
    {
        OpenConnections.Add(-1, Protocol(protocol));
        ClosedConnections.Add(1, Protocol(protocol), Reason(reason));
    }

    public static void Faulted() => LoopFaults.Add(1);

    static KeyValuePair<string, object?> Protocol(SipProtocol protocol) => new("protocol", protocol.InUri());

    static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}
