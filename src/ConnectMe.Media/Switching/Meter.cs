using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Switching;

/// <summary>What comes in on a line between two moments, whatever connections it has meanwhile: a reloaded page goes on where it was.</summary>
sealed class Meter(Guid line)
{
    ReceivedPackets _before;
    ReceivedPackets _from;
    Reception? _last;

    public Guid Line => line;

    /// <summary>The line has this connection from now on; null while it is away.</summary>
    public void Restart(MediaConnection? connection)
    {
        (_before, _from) = (Counted, connection?.Reception.Packets ?? default);
        _last = connection?.Reception ?? (_last is { } last ? last with { Packets = default } : null);
    }

    public void Read(MediaConnection? connection) => _last = connection?.Reception ?? _last;

    public LineQuality Quality =>
        EModel.Judge(
            (_last ?? new Reception(AudioCodec.Pcma, default, TimeSpan.Zero, RoundTrip: null, RemoteLoss: 0)) with
            {
                Packets = Counted,
            }
        );

    ReceivedPackets Counted => _last is { } last ? _before + (last.Packets - _from) : _before;
}
