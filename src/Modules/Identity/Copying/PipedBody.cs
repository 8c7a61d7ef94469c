using System.Buffers;
using System.IO.Pipelines;

namespace ConnectMe.Identity.Copying;

/// <summary>
/// The body of an answer for who writes with and without waiting: a ZIP's entry, disposed of asynchronously, still ends its compression with a plain write of some bytes (.NET 10.0). Those
/// stay in the pipe's memory until the next write that waits for the reader.
/// </summary>
internal sealed class PipedBody(PipeWriter to) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer) => to.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await to.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>What waits goes with the next write, or at the end.</summary>
    public override void Flush() { }

    public override async Task FlushAsync(CancellationToken cancellationToken) => await to.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }
}
