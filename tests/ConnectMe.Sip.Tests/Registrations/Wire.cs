using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Authentication;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Registrations;

/// <summary>A transaction layer whose wire a test holds: it sees what is sent, says what comes, and sets the time.</summary>
sealed class Wire : ILocalAddresses
{
    readonly TransactionLayer _layer;
    int _branches;
    TransactionOutput.Transmit? _last;

    public Wire(Func<ITransactions, ITransactionUser> user)
    {
        _layer = new TransactionLayer(SipTimers.Default, TransactionLimits.Default, this, new SeededRandom());
        _layer.Attach(user(_layer));
    }

    public DateTimeOffset Now { get; private set; } = Some.Start;

    /// <summary>What was sent since a test looked last.</summary>
    public List<SipMessage> Sent { get; } = [];

    /// <summary>Where every name leads.</summary>
    public SipDestination Provider { get; set; } = new(SipProtocol.Udp, IPEndPoint.Parse("203.0.113.5:5060"));

    public IPEndPoint Towards(SipProtocol protocol, IPAddress remote, IPAddress? local) => Some.Server;

    /// <summary>Where the last message went.</summary>
    public SipDestination LastTo => _last!.To;

    /// <summary>The last request could not be sent.</summary>
    public void RefuseLast()
    {
        _layer.HandleSendFailed(_last!.Of!, TransactionFailure.Transport, Now);
        Drain();
    }

    public T Take<T>()
        where T : SipMessage
    {
        var taken = Assert.Single(Sent.OfType<T>());
        Sent.RemoveAll(message => message is T);
        return taken;
    }

    public IReadOnlyList<SipRequest> TakeRequests(SipMethod method)
    {
        var taken = Sent.OfType<SipRequest>().Where(request => request.Method == method).ToList();
        Sent.RemoveAll(taken.Contains);
        return taken;
    }

    public void Receive(SipRequest request, SipFlow flow)
    {
        request.Headers.Remove("Via");
        request.PrependVia(new Via("UDP", "10.0.0.5", 5070).With("branch", $"z9hG4bKt{++_branches}"));
        _layer.Handle(request, flow, 2000, Now);
        Drain();
    }

    public void Answer(SipRequest request, int status, SipFlow flow) => Answer(SipResponse.For(request, status, "theirs"), flow);

    public void Answer(SipResponse response, SipFlow flow)
    {
        _layer.Handle(response, flow, 500, Now);
        Drain();
    }

    public void Do(Action<DateTimeOffset> action)
    {
        _layer.Run((_, now) => action(now), Now);
        Drain();
    }

    public void Lose(SipFlow flow)
    {
        _layer.HandleFlowLost(flow, Now);
        Drain();
    }

    /// <summary>Lets time pass, and all that is due on the way happen when it is due.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        while (_layer.NextTimeout is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            _layer.Handle(Now);
            Drain();
        }
        Now = end;
    }

    void Drain()
    {
        while (_layer.TryTake(out var output))
        {
            switch (output)
            {
                case TransactionOutput.Transmit transmit:
                    Sent.Add(transmit.Message);
                    _last = transmit;
                    break;
                case TransactionOutput.Locate locate:
                    _layer.HandleLocated(locate.Of, [Provider], Now);
                    break;
            }
        }
    }
}
