using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Tests.Registrations;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.Events;

/// <summary>A phone that watches Anna, on a wire that a test holds, and the notifier at its other end.</summary>
sealed class WatchingPhone : ITransactionUser, IWatchedResources
{
    public static readonly Guid Anna = Guid.Parse("33333333-3333-3333-3333-333333333333");

    public WatchingPhone() =>
        Wire = new Wire(transactions =>
        {
            Notifier = new Notifier(transactions, this, new NotifierOptions { MostPerAccount = 3 });
            return this;
        });

    public Wire Wire { get; }

    public Notifier Notifier { get; private set; } = null!;

    /// <summary>Who asks.</summary>
    public SipAccount Watcher { get; set; } = Some.Account;

    WatchedResource? IWatchedResources.Find(SipAccount watcher, EventPackage package, SipUri resource) =>
        resource.User == "anna" ? new WatchedResource(Anna, SipUri.Parse("sip:anna@pbx.example")) : null;

    void ITransactionUser.Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now) =>
        Notifier.Handle(transaction, request, flow, Watcher, now);

    void ITransactionUser.HandleAck(SipRequest ack, SipFlow flow, DateTimeOffset now) => Assert.Fail("No ACK belongs here.");

    void ITransactionUser.HandleCancel(ServerTransaction invite, SipRequest cancel, DateTimeOffset now) =>
        Assert.Fail("No CANCEL belongs here.");

    void ITransactionUser.Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now) =>
        Assert.True(Notifier.Handle(transaction, response, now));

    void ITransactionUser.Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now) =>
        Assert.True(Notifier.Failed(transaction));

    void ITransactionUser.FlowLost(SipFlow flow, DateTimeOffset now) => Notifier.FlowLost(flow);

    void ITransactionUser.Handle(DateTimeOffset now) => Notifier.Handle(now);

    DateTimeOffset? ITransactionUser.NextTimeout => Notifier.NextTimeout;

    public (SipResponse Accepted, SipRequest Notify) Subscribe(
        string? toTag = null,
        uint sequence = 1,
        string expires = "600",
        string package = "dialog",
        string callId = "call",
        string contact = "<sip:d@10.0.0.5:5070>",
        SipFlow? flow = null
    )
    {
        var request = Request(package, toTag, sequence, callId, contact);
        request.Headers.Set("Expires", expires);
        Wire.Receive(request, flow ?? Some.Udp);
        return (Wire.Take<SipResponse>(), Wire.Take<SipRequest>());
    }

    public SipResponse Refused(
        string? package,
        string? toTag = null,
        uint sequence = 1,
        string resource = "sip:anna@pbx.example",
        params (string Name, string Value)[] headers
    )
    {
        var request = Request(package, toTag, sequence, toTag is null ? "refused" : "call", "<sip:d@10.0.0.5:5070>");
        request.RequestUri = SipUri.Parse(resource);
        foreach (var (name, value) in headers)
        {
            request.Headers.Set(name, value);
        }
        Wire.Sent.Clear();
        Wire.Receive(request, Some.Udp);
        return Wire.Take<SipResponse>();
    }

    static SipRequest Request(string? package, string? toTag, uint sequence, string callId, string contact)
    {
        var request = new SipRequest(SipMethod.Subscribe, SipUri.Parse("sip:anna@pbx.example"));
        request.From = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"), null, "f");
        request.To = new NameAddress(SipUri.Parse("sip:anna@pbx.example"), null, toTag);
        request.CallId = callId;
        request.CSeq = new CSeq(sequence, SipMethod.Subscribe);
        request.Headers.Add("Contact", contact);
        if (package is not null)
        {
            request.Headers.Add("Event", package);
        }
        return request;
    }

    public List<SipEvent> Events()
    {
        var events = new List<SipEvent>();
        while (Notifier.TryTake(out var happened))
        {
            events.Add(happened!);
        }
        return events;
    }
}
