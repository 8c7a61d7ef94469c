using System.Buffers;
using System.Text;
using ConnectMe.Kernel;
using ConnectMe.Sip;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transport;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Signalling;

/// <summary>
/// The SIP messages of the latest calls, live and past, to copy into a provider's ticket (A12-02). Kept as bytes. Messages come by Call-ID; which company's call that is becomes known with the
/// session's first event. What nobody's call is goes first.
/// </summary>
internal sealed class SipLadders
{
    const int MostDialogs = 2000;
    const int MostSteps = 100;

    readonly Lock _lock = new();
    readonly Dictionary<string, Ladder> _ladders = new(StringComparer.Ordinal);
    readonly LinkedList<Ladder> _oldestFirst = [];
    readonly Dictionary<(CompanyId Company, Guid Call), List<Ladder>> _calls = [];
    readonly ArrayBufferWriter<byte> _written = new(4096); // of the signalling loop

    /// <summary>Called by the signalling loop for every message.</summary>
    public void Take(SipTrace trace)
    {
        var message = trace.Message;
        if (message is SipRequest { Method.Name: "REGISTER" or "OPTIONS" or "SUBSCRIBE" or "NOTIFY" } || !IsOfCall(message))
        {
            return;
        }

        _written.ResetWrittenCount();
        MessageWriter.Write(message, _written);
        var step = new Step(trace.At, trace.IsOutgoing, trace.Remote, _written.WrittenSpan.ToArray());
        lock (_lock)
        {
            var ladder = Of(message.CallId);
            if (ladder.Steps.Count < MostSteps)
            {
                ladder.Steps.Add(step);
            }
        }
    }

    /// <summary>The dialog belongs to this call.</summary>
    public void Belongs(string callId, CompanyId company, CallId call)
    {
        lock (_lock)
        {
            var ladder = Of(callId);
            if (ladder.Owner is not null)
            {
                return;
            }

            ladder.Owner = (company, call.Value);
            if (!_calls.TryGetValue(ladder.Owner.Value, out var ladders))
            {
                _calls.Add(ladder.Owner.Value, ladders = []);
            }

            ladders.Add(ladder);
        }
    }

    /// <param name="company">Another company's calls have no ladder.</param>
    /// <param name="masked">Numbers lose all but their last two digits.</param>
    /// <returns>In order; empty when the call had no SIP leg or is forgotten.</returns>
    public IReadOnlyList<LadderStep> Of(Guid company, Guid call, bool masked)
    {
        List<Step> steps;
        lock (_lock)
        {
            steps = _calls.TryGetValue((new CompanyId(company), call), out var ladders)
                ? [.. ladders.SelectMany(ladder => ladder.Steps).OrderBy(step => step.At)]
                : [];
        }

        return [.. steps.Select(step => step.Shown(masked))];
    }

    static bool IsOfCall(SipMessage message) => message.CSeq.Method.Name is not ("REGISTER" or "OPTIONS" or "SUBSCRIBE" or "NOTIFY");

    Ladder Of(string callId)
    {
        if (_ladders.TryGetValue(callId, out var known))
        {
            return known;
        }

        if (_ladders.Count >= MostDialogs)
        {
            Forget(_oldestFirst.First!.Value);
        }

        var ladder = new Ladder(callId);
        _ladders.Add(callId, ladder);
        _oldestFirst.AddLast(ladder);
        return ladder;
    }

    void Forget(Ladder ladder)
    {
        _oldestFirst.RemoveFirst();
        _ladders.Remove(ladder.CallId);
        if (ladder.Owner is { } owner && _calls.TryGetValue(owner, out var others) && others.Remove(ladder) && others.Count == 0)
        {
            _calls.Remove(owner);
        }
    }

    sealed class Ladder(string callId)
    {
        public string CallId { get; } = callId;
        public List<Step> Steps { get; } = [];
        public (CompanyId Company, Guid Call)? Owner { get; set; }
    }

    /// <summary>What is shown of it is made when somebody looks, which is seldom.</summary>
    sealed record Step(DateTimeOffset At, bool Sent, SipFlow Peer, byte[] Message)
    {
        public LadderStep Shown(bool masked)
        {
            MessageReader.Read(Message, out var message);
            var (summary, text) = ($"{message}", LadderText.WithoutSecrets(Encoding.UTF8.GetString(Message)));
            return masked
                ? new LadderStep(At, Sent, $"{Peer}", LadderText.Masked(summary), LadderText.Masked(text))
                : new LadderStep(At, Sent, $"{Peer}", summary, text);
        }
    }
}

/// <param name="Peer">"192.0.2.10:5060/UDP".</param>
/// <param name="Summary">"INVITE sip:…", "200 OK (INVITE)".</param>
/// <param name="Text">The whole message; credentials and media keys are left out.</param>
internal sealed record LadderStep(DateTimeOffset At, bool Sent, string Peer, string Summary, string Text);
