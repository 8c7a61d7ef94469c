namespace ConnectMe.Sip.Transport;

/// <summary>What connections may cost us (H7).</summary>
public sealed record ConnectionLimits
{
    public static ConnectionLimits Default { get; } = new();

    /// <summary>When reached, a new connection takes the place of the oldest that has not said anything yet.</summary>
    public int Total { get; init; } = 10_000;

    /// <summary>From one address; a whole office may be behind it.</summary>
    public int PerAddress { get; init; } = 1_000;

    /// <summary>From one address, of those that have not sent a message yet. A new one takes the place of the oldest.</summary>
    public int SilentPerAddress { get; init; } = 100;

    /// <summary>TCP and TLS, or the upgrade to a WebSocket.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the handshake to the end of the first message.</summary>
    public TimeSpan FirstMessage { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a message's first byte to its last.</summary>
    public TimeSpan Message { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Nothing came and nothing was sent. Longer than phones let pass between two REGISTERs.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Messages that wait to be sent. Who does not read is disconnected.</summary>
    public int Unsent { get; init; } = 256;
}
