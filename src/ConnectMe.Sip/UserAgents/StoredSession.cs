using System.Net;
using ConnectMe.Sip.Dialogs;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// What a later run needs to go on with an answered call: its dialog (RFC 3261 §12), as text and numbers. Goes out by
/// <see cref="SipEvent.Stored"/>, and comes in by <see cref="UserAgent.Restore"/>.
/// </summary>
public sealed record StoredSession
{
    public required string CallId { get; init; }

    /// <summary>Name and address of ours, with our tag.</summary>
    public required string Local { get; init; }

    /// <summary>Name and address of theirs, with their tag.</summary>
    public required string Remote { get; init; }

    public required string RemoteTarget { get; init; }

    public required string Contact { get; init; }

    /// <summary>Nearest first, as we send.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    public uint LocalSequence { get; init; }

    public uint? RemoteSequence { get; init; }

    /// <summary>By which it was heard last; a connection is gone with the run that had it.</summary>
    public SipProtocol Protocol { get; init; }

    /// <summary>Our end; null when the way was not known.</summary>
    public string? FlowLocal { get; init; }

    public string? FlowRemote { get; init; }

    /// <summary>What we said last of the sound: offers that follow go on from its o= line (RFC 3264 §8).</summary>
    public string Sdp { get; init; } = "";

    /// <returns>Null for what is no dialog: another version of ours wrote it, or nobody did.</returns>
    internal Dialog? Read(bool isSymmetric)
    {
        if (
            !NameAddress.TryParse(Local, out var local)
            || !NameAddress.TryParse(Remote, out var remote)
            || !SipUri.TryParse(RemoteTarget, out var target)
            || !SipUri.TryParse(Contact, out var contact)
        )
        {
            return null;
        }

        List<NameAddress> routes = [];
        foreach (var text in Routes)
        {
            if (!NameAddress.TryParse(text, out var route))
            {
                return null;
            }

            routes.Add(route!);
        }

        return Dialog.Restored(this, local!, remote!, target!, new RouteSet(routes), contact!, Flow, isSymmetric);
    }

    SipFlow? Flow =>
        IPEndPoint.TryParse(FlowLocal ?? "", out var local) && IPEndPoint.TryParse(FlowRemote ?? "", out var remote)
            ? new SipFlow(Protocol, local, remote, Connection: 0)
            : null;
}
