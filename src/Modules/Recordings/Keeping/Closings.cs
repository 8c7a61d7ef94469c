using System.Threading.Channels;
using ConnectMe.Kernel;

namespace ConnectMe.Recordings.Keeping;

/// <summary>Files that have been closed and are not yet in the list of recordings. What is lost of it by a crash is found again in the folder.</summary>
internal sealed class Closings
{
    readonly Channel<Closing> _waiting = Channel.CreateUnbounded<Closing>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<Closing> Waiting => _waiting.Reader;

    public void Add(Closing closing) => _waiting.Writer.TryWrite(closing);
}

internal sealed record Closing(CompanyId Company, Guid Person, Guid Recording, string Path);
