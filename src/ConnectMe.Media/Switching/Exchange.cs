using System.Collections.Concurrent;
using ConnectMe.Media.Audio;

namespace ConnectMe.Media.Switching;

/// <summary>All lines, and who hears whom. No clock, no sockets; one thread. What names a line that is not there does nothing: it has just been closed.</summary>
sealed partial class Exchange(ILineOutputs outputs)
{
    readonly Dictionary<Guid, Line> _lines = [];
    readonly Sounds _sounds = new();

    /// <summary>A line's connection has received something.</summary>
    public static void Hear(MediaConnection connection, in Heard heard, DateTimeOffset now)
    {
        if (connection.Line is not { } line || line.Current != connection)
        {
            return;
        }

        line.SpokeAt = heard.Kind == HeardKind.Audio ? now : line.SpokeAt;
        if (line.Tap is { } tap && heard.Kind == HeardKind.Audio && !line.IsMuted)
        {
            tap.Said(heard.Packet, heard.Codec!);
        }

        if (line.Participant is { } participant)
        {
            if (heard.Kind == HeardKind.Audio && !line.IsMuted)
            {
                participant.Hear(heard.Packet, heard.Codec!);
            }

            return;
        }

        if (line.Other is not { } other)
        {
            return;
        }

        if (heard.Kind == HeardKind.Event)
        {
            other.Skip(heard.Packet);
        }
        else if (heard.Kind == HeardKind.Audio && !line.IsMuted)
        {
            other.Hear(heard.Packet, heard.Codec!, now);
        }
    }

    /// <summary>What is published about lines every second; readable from any thread.</summary>
    public ConcurrentDictionary<Guid, LineQuality> Qualities { get; } = [];

    public Dictionary<Guid, Line>.ValueCollection Lines => _lines.Values;

    public int LinesUp => _lines.Values.Count(line => line.Current is not null);

    public void StartStream(Guid line) => Find(line)?.Stream(on: true);

    public void StopStream(Guid line) => Find(line)?.Stream(on: false);

    public void Connect(Guid one, Guid other)
    {
        if (Find(one) is { } line && Find(other) is { } peer)
        {
            Leave(line);
            Leave(peer);
            Line.Connect(line, peer);
        }
    }

    public void Disconnect(Guid one, Guid other)
    {
        if (Find(one) is { Other: { } peer } line && peer.Id == other)
        {
            line.Disconnect();
        }
    }

    public void Play(Guid line, Sound sound) => Find(line)?.Play(sound);

    public void PlayThrough(Guid line, Sound sound) => Find(line)?.PlayThrough(sound);

    public void PlayOnce(Guid line, Sound sound) => Find(line)?.PlayOnce(sound);

    public void StopPlaying(Guid line) => Find(line)?.Play(null);

    public void SetMuted(Guid line, bool muted) => Find(line)?.Mute(muted);

    public void SendDigit(Guid line, char digit, Sound tone) => Find(line)?.SendDigit(digit, tone);

    Line? Find(Guid line) => _lines.GetValueOrDefault(line);
}
