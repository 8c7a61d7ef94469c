using ConnectMe.Media;
using ConnectMe.Media.Switching;

namespace ConnectMe.Bench;

/// <summary>The loop without sockets: what would be sent is counted.</summary>
internal sealed class RelayOutputs : ILineOutputs
{
    public Exchange Exchange { get; set; } = null!;

    public long Sent { get; private set; }

    public void Forget() => Sent = 0;

    public void Drain(MediaConnection connection)
    {
        while (connection.TryTake(out var output))
        {
            if (output.Kind == MediaOutputKind.Transmit)
            {
                Sent++;
            }
            else
            {
                Exchange.Handle(connection, output, DateTimeOffset.UnixEpoch);
            }
        }
    }

    public void Admit(MediaConnection connection) { }

    public void Retire(MediaConnection connection) { }

    public void Report(MediaEvent happened) { }
}
