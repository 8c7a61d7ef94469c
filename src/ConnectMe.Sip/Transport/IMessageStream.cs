namespace ConnectMe.Sip.Transport;

/// <summary>Messages over a connection, in both directions.</summary>
interface IMessageStream : IAsyncDisposable
{
    /// <summary>Reads what comes next and hands it to the connection; false when the other side has closed, or cannot be understood any more.</summary>
    ValueTask<bool> ReadAsync(Connection connection, CancellationToken ct);

    ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken ct);
}
