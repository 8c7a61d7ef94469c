namespace ConnectMe.Media.Io;

/// <summary>Why a TCP connection to the media port was closed; counted one by one.</summary>
enum StreamEnd
{
    /// <summary>The other side closed it, or was reset.</summary>
    ByPeer,

    /// <summary>A length that no packet here has (RFC 4571): garbage, or another protocol.</summary>
    FrameTooLong,

    /// <summary>Its first frame was no check that knows a line's password.</summary>
    NotIntroduced,

    /// <summary>No such check within <see cref="FramedSockets.Introduction"/>.</summary>
    TooSlow,

    /// <summary>Too many that have not shown who they are: the oldest goes.</summary>
    TooMany,

    /// <summary>Nothing has come for a minute.</summary>
    Idle,

    /// <summary>Its line has been closed, or uses other paths.</summary>
    Released,
}
