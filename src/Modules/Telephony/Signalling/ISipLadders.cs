namespace ConnectMe.Telephony.Signalling;

/// <summary>The SIP messages of calls, live and past ones that are remembered, to copy into a provider's ticket (A12-02).</summary>
internal interface ISipLadders
{
    /// <param name="company">Another company's calls have no ladder.</param>
    /// <param name="masked">Numbers lose all but their last two digits.</param>
    /// <returns>In order; empty when the call had no SIP leg or is forgotten.</returns>
    IReadOnlyList<LadderStep> Of(Guid company, Guid call, bool masked);
}

/// <param name="Peer">"192.0.2.10:5060/UDP".</param>
/// <param name="Summary">"INVITE sip:…", "200 OK (INVITE)".</param>
/// <param name="Text">The whole message; credentials and media keys are left out.</param>
internal sealed record LadderStep(DateTimeOffset At, bool Sent, string Peer, string Summary, string Text);
