using System.Diagnostics.CodeAnalysis;
using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What the sessions of one user agent share: the way out, the dialogs by their ids, chance, and the events for the application.</summary>
sealed class UserAgentCore(ITransactions transactions, UserAgentClient client, UserAgentOptions options, Tokens tokens)
{
    readonly Dictionary<DialogId, (InviteSession Session, Dialog Dialog)> _dialogs = [];
    readonly Queue<SipEvent> _events = new();

    public void Emit(SipEvent happened) => _events.Enqueue(happened);

    public bool TryTake([MaybeNullWhen(false)] out SipEvent happened) => _events.TryDequeue(out happened);

    public void Add(Dialog dialog, InviteSession session) => _dialogs[dialog.Id] = (session, dialog);

    public void Remove(Dialog dialog) => _dialogs.Remove(dialog.Id);

    public (InviteSession Session, Dialog Dialog)? Find(DialogId id) => _dialogs.TryGetValue(id, out var found) ? found : null;

    public void Respond(ServerTransaction transaction, SipResponse response)
    {
        response.Headers.Set("Server", options.Product);
        transactions.Respond(transaction, response);
    }

    public void Respond(ServerTransaction transaction, int status) =>
        Respond(transaction, SipResponse.For(transaction.Request, status, transaction.ToTag));

    /// <summary>A request within a dialog, by the way that the dialog knows.</summary>
    public PendingRequest Send(SipRequest request, Dialog dialog, InviteSession session, AnswerHandler answered) =>
        client.Send(request, dialog.Target, session, dialog.NextSequence, answered);

    /// <summary>Our Contact: the user part that the other side knows us by, the host of the flow it goes over.</summary>
    public static SipUri Contact(string? user) => new(LocalContact.Host, user);

    public UserAgentClient Client => client;

    public UserAgentOptions Options => options;

    public Tokens Tokens => tokens;

    /// <summary>Sessions whose end the application has not been told.</summary>
    public int LiveSessions { get; set; }

    public int DialogCount => _dialogs.Count;

    public IEnumerable<Dialog> Dialogs => _dialogs.Values.Select(entry => entry.Dialog);
}
