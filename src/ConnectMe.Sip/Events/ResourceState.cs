using System.Collections.Immutable;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Events;

/// <summary>What the watchers of a resource are told.</summary>
public abstract record ResourceState
{
    ResourceState() { }

    /// <summary>The calls of a person, a group or a parking slot; none is idle (RFC 4235).</summary>
    public sealed record Dialogs(ImmutableArray<WatchedDialog> All) : ResourceState
    {
        public bool Equals(Dialogs? other) => other is not null && All.SequenceEqual(other.All);

        public override int GetHashCode() => All.Length;
    }

    /// <summary>RFC 3842 §3.5.</summary>
    public sealed record Messages(int Unheard, int Heard, int UrgentUnheard = 0, int UrgentHeard = 0) : ResourceState;

    /// <summary>RFC 3863 with the activities of RFC 4480.</summary>
    /// <param name="Note">In the person's own words.</param>
    public sealed record Presence(bool IsOpen, PresenceActivity? Activity = null, string? Note = null) : ResourceState;

    internal static ResourceState Unknown(EventPackage package) =>
        package switch
        {
            EventPackage.Dialog => new Dialogs([]),
            EventPackage.MessageSummary => new Messages(0, 0),
            EventPackage.Presence => new Presence(IsOpen: false),
            _ => throw new ArgumentOutOfRangeException(nameof(package)),
        };

    internal EventPackage Package =>
        this switch
        {
            Dialogs => EventPackage.Dialog,
            Messages => EventPackage.MessageSummary,
            _ => EventPackage.Presence,
        };
}

/// <param name="Id">The same for as long as the call is; means nothing else to a watcher.</param>
/// <param name="Remote">The other party, when the watcher may know.</param>
public sealed record WatchedDialog(string Id, bool IsIncoming, WatchedDialogState State, NameAddress? Remote = null);

/// <summary>RFC 4235 §3.7.1, as far as a lamp shows it.</summary>
public enum WatchedDialogState
{
    Trying,

    /// <summary>It rings.</summary>
    Early,
    Confirmed,
}

/// <summary>RFC 4480 §3.2, as far as we have statuses for it.</summary>
public enum PresenceActivity
{
    Available,
    Away,
    Busy,
    Meal,
    Meeting,
    OnThePhone,
    Vacation,
    DoNotDisturb,
}
