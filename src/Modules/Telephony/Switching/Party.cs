using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>Who one side of a call is, and what they did to their side of it.</summary>
internal sealed class Party(UserId? user, string name, string number)
{
    /// <summary>Null when the number dialled is nobody's.</summary>
    public UserId? User { get; } = user;
    public string Name { get; } = name;
    public string Number { get; } = number;

    /// <summary>Of the telephone network: <see cref="Number"/> is E.164 then, or whatever came instead of it; empty when it was hidden.</summary>
    public bool IsOutside { get; init; }

    public bool IsAnonymous => IsOutside && Number.Length == 0;

    /// <summary>Set when this is no person but the conference itself.</summary>
    public Conference? Seat { get; init; }

    /// <summary>Who has a say in their conference lets nobody hear them.</summary>
    public bool MutedByOther { get; set; }

    /// <summary>Of a conference: who invited the other party, whom they see and the call log tells.</summary>
    public UserId? InNameOf { get; init; }

    /// <summary>As whom the call log knows them.</summary>
    public UserId? RecordedUser => User ?? InNameOf;

    /// <summary>Of one reached over the telephone network: the call that was placed for it, as the guard counts it.</summary>
    public CallId? Counted { get; set; }

    /// <summary>The leg by which they take part; null while it only rings.</summary>
    public CallLeg? Leg { get; set; }
    public DateTimeOffset? HeldSince { get; set; }
    public bool Muted { get; set; }

    /// <summary>What they wrote down about the call; empty when nothing.</summary>
    public string Note { get; set; } = "";

    /// <summary>Set while they record the call.</summary>
    public PartyRecording? Recording { get; set; }

    /// <summary>It was decided, when they first talked with somebody, whether that is recorded by itself.</summary>
    public bool IsConsidered { get; set; }

    /// <summary>How long the ended call stays on this party's widget.</summary>
    public DateTimeOffset? NoticeUntil { get; set; }

    /// <summary>The same one, with leg and all, for another call: here they are no more.</summary>
    public Party Leave()
    {
        var gone = new Party(User, Name, Number)
        {
            IsOutside = IsOutside,
            Counted = Counted,
            Leg = Leg,
            HeldSince = HeldSince,
            Muted = Muted,
            Note = Note,
            Recording = Recording,
            IsConsidered = IsConsidered,
        };
        (Leg, Counted, Recording) = (null, null, null);
        return gone;
    }

    public bool Holds => HeldSince is not null;
    public bool IsAway => Leg is { IsAway: true };
}
