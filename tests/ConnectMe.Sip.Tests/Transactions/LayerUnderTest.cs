using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transactions;

/// <summary>A transaction layer with its user, a clock that is set, and what it wants sent in words.</summary>
sealed class LayerUnderTest : ILocalAddresses
{
    public LayerUnderTest(TransactionLimits? limits = null)
    {
        Layer = new TransactionLayer(SipTimers.Default, limits ?? TransactionLimits.Default, this, RandomNumberGenerator.Create());
        Layer.Attach(User);
    }

    public TransactionLayer Layer { get; }

    public ScriptedUser User { get; } = new();

    public DateTimeOffset Now { get; set; } = Schedule.Start;

    public List<SipMessage> Sent { get; } = [];

    public List<TransactionOutput.Transmit> Transmissions { get; } = [];

    public List<ClientTransaction> ToLocate { get; } = [];

    public IReadOnlyList<string> Receive(string request, SipFlow? flow = null)
    {
        Layer.Handle(Requests.Read(request), flow ?? Requests.Udp, request.Length, Now);
        return Drain();
    }

    /// <summary>As a peer would answer the request that was sent last.</summary>
    public IReadOnlyList<string> Answer(int status, SipMessage? to = null)
    {
        Layer.Handle(SipResponse.For((SipRequest)(to ?? Sent[^1]), status, "t1"), Requests.Udp, 300, Now);
        return Drain();
    }

    public IReadOnlyList<string> Do(Action<TransactionLayer> action)
    {
        Layer.Run((_, _) => action(Layer), Now);
        return Drain();
    }

    /// <summary>Lets time pass, timer by timer.</summary>
    public IReadOnlyList<string> Wait(TimeSpan time)
    {
        var until = Now + time;
        List<string> sent = [];
        while (Layer.NextTimeout is { } due && due <= until)
        {
            Now = due;
            Layer.Handle(Now);
            sent.AddRange(Drain());
        }

        Now = until;
        return sent;
    }

    public IReadOnlyList<string> Drain()
    {
        List<string> sent = [];
        while (Layer.TryTake(out var output))
        {
            if (output is TransactionOutput.Locate locate)
            {
                ToLocate.Add(locate.Of);
                continue;
            }

            var transmit = (TransactionOutput.Transmit)output;
            Transmissions.Add(transmit);
            Sent.Add(transmit.Message);
            sent.Add(transmit.Message is SipRequest request ? request.Method.Name : $"{((SipResponse)transmit.Message).StatusCode}");
        }

        return sent;
    }

    IPEndPoint ILocalAddresses.Towards(SipProtocol protocol, IPAddress remote, IPAddress? local) =>
        new(IPAddress.Parse("198.51.100.1"), 5060);
}
