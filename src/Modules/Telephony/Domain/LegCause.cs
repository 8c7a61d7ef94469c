namespace ConnectMe.Telephony.Domain;

/// <summary>Why one side of a call ended or did not come about, whatever protocol said so.</summary>
public enum LegCause
{
    /// <summary>Hung up, or given up by who called.</summary>
    Normal,

    /// <summary>Somebody else of those who rang answered.</summary>
    AnsweredElsewhere,

    /// <summary>Busy here (486) or everywhere (600).</summary>
    Busy,

    /// <summary>Declined by a person (603).</summary>
    Refused,

    /// <summary>It rang, and nobody answered in time.</summary>
    NoAnswer,

    /// <summary>No such number or user (404, 410, 484, 485, 604).</summary>
    UnknownNumber,

    /// <summary>The person has nothing that can be rung at the moment (480).</summary>
    Unreachable,

    /// <summary>The other side will not carry this call (401, 403, 407 that stays, 488 and the like): another way will not help either.</summary>
    NotAllowed,

    /// <summary>The server on the way is out of order or full (5xx): another way may help.</summary>
    Unavailable,

    /// <summary>No answer to the request at all, or no connection (408, transport): another way may help.</summary>
    Timeout,

    /// <summary>Media stopped, or the connection to this side was lost.</summary>
    Lost,

    /// <summary>More than may be done at once or in a period.</summary>
    TooMany,
}
