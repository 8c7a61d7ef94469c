namespace ConnectMe.Media;

/// <summary>Which way audio goes, seen from the one who says it (RFC 8866 §6.7).</summary>
public enum MediaDirection
{
    SendReceive,

    /// <summary>From a phone: it holds us, and may send music (RFC 3264 §8.4).</summary>
    SendOnly,
    ReceiveOnly,

    /// <summary>From a phone: it holds us, and sends nothing.</summary>
    Inactive,
}
