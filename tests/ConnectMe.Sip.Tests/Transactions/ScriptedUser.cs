using System.Collections.Concurrent;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transactions;

/// <summary>A transaction user that does what a test says, and remembers what it was told.</summary>
sealed class ScriptedUser : ITransactionUser
{
    public ConcurrentQueue<string> Told { get; } = new();

    public List<ServerTransaction> Transactions { get; } = [];

    public Action<ServerTransaction>? OnRequest { get; set; }

    public Action<ClientTransaction, SipResponse>? OnResponse { get; set; }

    public Action<string>? OnTold { get; set; }

    public void Handle(ServerTransaction transaction, SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        Transactions.Add(transaction);
        Tell($"{request.Method}");
        OnRequest?.Invoke(transaction);
    }

    public void HandleAck(SipRequest ack, SipFlow flow, DateTimeOffset now) => Tell("ACK");

    public void HandleCancel(ServerTransaction invite, SipRequest cancel, DateTimeOffset now) => Tell("CANCEL");

    public void Handle(ClientTransaction transaction, SipResponse response, DateTimeOffset now)
    {
        Tell($"{response.StatusCode}");
        OnResponse?.Invoke(transaction, response);
    }

    public void Failed(ClientTransaction transaction, TransactionFailure failure, DateTimeOffset now) => Tell($"failed: {failure}");

    public void FlowLost(SipFlow flow, DateTimeOffset now) => Tell("flow lost");

    public void Handle(DateTimeOffset now) => Tell("timeout");

    public DateTimeOffset? NextTimeout { get; set; }

    void Tell(string what)
    {
        Told.Enqueue(what);
        OnTold?.Invoke(what);
    }
}
