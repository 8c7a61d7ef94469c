using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Recording;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Switching;

/// <summary>
/// A browser's line or a SIP leg as the others know it: it outlives its connections, so that a reloaded page finds its call again.
/// What it hears is, in this order: a digit's tone, a sound, the other line or the mix, silence.
/// </summary>
sealed class Line(Guid id, Sounds sounds, ILineOutputs outputs) : IDisposable
{
    readonly Queue<Sound> _tones = new();
    readonly byte[] _payload = new byte[AudioCodec.MaximumPayload];
    Sound? _sound;
    bool _loops;
    int _soundAt;
    Player? _player;
    Player? _tone;
    Transcoder? _transcoder;
    AudioCodec? _transcoded;
    AudioCodec? _sent;
    DateTimeOffset _relayedAt;
    bool _streaming;
    bool _hasTones;
    bool _sendsDigits;
    int _ticksLeftOut;

    public Guid Id => id;

    /// <summary>The connection in use; null while the browser is away.</summary>
    public MediaConnection? Current { get; private set; }

    /// <summary>Opened, its handshake not yet done.</summary>
    public MediaConnection? Pending { get; set; }

    /// <summary>Hears this line and is heard by it.</summary>
    public Line? Other { get; private set; }

    /// <summary>Its place among more than two; then there is no <see cref="Other"/>.</summary>
    public Participant? Participant { get; private set; }

    public bool IsMuted { get; private set; }

    /// <summary>Takes down what it says and hears; null while nobody records it.</summary>
    public RecordingTap? Tap { get; private set; }

    /// <summary>When it last sent sound, to whomever.</summary>
    public DateTimeOffset SpokeAt { get; set; }

    public ConditionWatch Condition { get; } = new();

    /// <summary>Since when there is no connection at all.</summary>
    public DateTimeOffset? AwaySince { get; set; }

    /// <summary>Every 20 ms, before any line's <see cref="Tick"/>.</summary>
    public void Speak() => Participant?.Speak();

    /// <summary>Every 20 ms.</summary>
    public void Tick(DateTimeOffset now)
    {
        if (IsOnlyRelaying(now) && ++_ticksLeftOut < MaximumTicksLeftOut)
        {
            return;
        }

        _ticksLeftOut = 0;
        if (Pending is { } pending)
        {
            pending.Handle(now);
            outputs.Drain(pending);
        }

        if (Current is { } current)
        {
            current.Handle(now);
            _sendsDigits = current.IsSendingDigits;
            outputs.Drain(current);
        }

        if (Current is not null) // its consent has not just expired
        {
            SendFrame(now);
        }

        Tap?.Tick();
    }

    /// <summary>The other line said something.</summary>
    public void Hear(in RtpPacket packet, AudioCodec codec, DateTimeOffset now)
    {
        if (Current is not { } current || _sound is not null || _tones.Count > 0)
        {
            return;
        }

        if (current.Audio.PayloadTypeOf(codec) is null)
        {
            Transcode(packet, codec, current);
            return;
        }

        DropTranscoder();
        _relayedAt = now; // also when it may not go on: it is there, so silence is not sent in its place
        if (current.Relay(packet, codec, now))
        {
            _sent = codec;
            outputs.Drain(current);
        }
    }

    /// <summary>The other line's packet was consumed.</summary>
    public void Skip(in RtpPacket packet) => Current?.Skip(packet);

    public void Stream(bool on) => _streaming = on;

    /// <param name="tap">Null: recorded no longer.</param>
    public void Record(RecordingTap? tap)
    {
        Tap = tap;
        if (Current is { } current)
        {
            current.Tap = tap;
        }
    }

    /// <param name="sound">Over and over; null: nothing any more.</param>
    public void Play(Sound? sound) => Play(sound, loop: true);

    /// <summary>Once; reported when its last frame has been sent.</summary>
    public void PlayThrough(Sound sound) => Play(sound, loop: false);

    /// <summary>As an event where the other side understands that; else its tone, once, before anything else. When too many wait already it is left out.</summary>
    public void SendDigit(char digit, Sound tone)
    {
        _sendsDigits = Current?.TrySendDigit(digit) == true;
        if (!_sendsDigits)
        {
            PlayOnce(tone);
        }
    }

    public void PlayOnce(Sound sound)
    {
        if (_tones.Count < MaximumTones)
        {
            _tones.Enqueue(sound);
            _hasTones = true;
        }
    }

    public void Mute(bool muted)
    {
        IsMuted = muted;
        Other?.HearAnew();
    }

    /// <summary>Each hears the other; a line that is connected to itself hears its own echo.</summary>
    public static void Connect(Line one, Line other)
    {
        if (one.Other == other)
        {
            return;
        }

        one.Disconnect();
        other.Disconnect();
        (one.Other, other.Other) = (other, one);
        one.HearAnew();
        if (one != other)
        {
            other.HearAnew();
        }
    }

    public void Disconnect()
    {
        if (Other is { } other)
        {
            (Other, other.Other) = (null, null);
            HearAnew();
            other.HearAnew();
        }
    }

    /// <summary>Takes part with many: hears them, and is heard by those it is told to be heard by.</summary>
    public void Join(Mixer mixer)
    {
        Disconnect();
        Participant = new Participant(mixer, id);
        mixer.Add(Participant);
        Tune();
        HearAnew();
        Current?.Resume();
    }

    /// <returns>What it was in.</returns>
    public Mixer? LeaveMix()
    {
        if (Participant is not { } left)
        {
            return null;
        }

        Participant = null;
        left.Mixer.Remove(left);
        left.Dispose();
        HearAnew();
        return left.Mixer;
    }

    /// <summary>The connection is up, or gone.</summary>
    public void Attach(MediaConnection? connection)
    {
        Current?.Tap = null;
        Current = connection;
        connection?.Tap = Tap;
        Tune();
        _soundAt = _player?.Next ?? _soundAt; // where it goes on, in the new connection's codec
        (_sent, _player, _tone) = (null, null, null);
        HearAnew();
        Other?.HearAnew();
    }

    public void Dispose() => DropTranscoder();

    void Tune()
    {
        if (Current is { } current)
        {
            Participant?.Prefer(current.Audio.Preferred);
        }
    }

    /// <summary>What was heard until now ends: silence at once until there is something new, which is anchored when it comes.</summary>
    /// <remarks>Of who speaks already a packet is on its way: a frame of silence in its place would only put it off.</remarks>
    void HearAnew()
    {
        _relayedAt = Other is { IsMuted: false } other ? other.SpokeAt : default;
        DropTranscoder();
        Current?.Switch();
        Other?.Current?.Resume();
    }

    void Play(Sound? sound, bool loop)
    {
        (_sound, _loops, _player, _soundAt) = (sound, loop, null, 0);
        HearAnew();
    }

    /// <summary>
    /// Nothing of our own is to be sent while packets come and go on as they are; what the connection itself has to say, its reports, can wait for a few
    /// ticks. Of two hundred such lines each tick took a twentieth of what relaying took.
    /// </summary>
    bool IsOnlyRelaying(DateTimeOffset now) =>
        now - _relayedAt < Live
        && _sound is null
        && _transcoder is null
        && Participant is null
        && Pending is null
        && Tap is null
        && !_hasTones
        && !_sendsDigits;

    void SendFrame(DateTimeOffset now)
    {
        if (TryTone(now) || TrySound(now))
        {
            return;
        }

        if (Participant is { } participant)
        {
            var codec = Current!.Audio.Preferred;
            Send(codec, _payload.AsSpan(0, participant.Mixer.Encode(participant, codec, _payload)), now);
        }
        else if (_transcoder is { } transcoder && transcoder.Next(_payload) is var length and > 0)
        {
            Send(Current!.Audio.Preferred, _payload.AsSpan(0, length), now);
        }
        else if (_streaming && now - _relayedAt >= Quiet)
        {
            Send(OwnCodec, OwnCodec.Silence.Span, now);
        }
    }

    bool TryTone(DateTimeOffset now)
    {
        while (_tones.TryPeek(out var tone))
        {
            _tone ??= new Player(sounds.Get(tone, OwnCodec), loop: false);
            if (Advance(_tone, now))
            {
                return true;
            }

            _tones.Dequeue();
            _tone = null;
        }

        _hasTones = false;
        return false;
    }

    bool TrySound(DateTimeOffset now)
    {
        if (_sound is not { } sound)
        {
            return false;
        }

        var player = _player ??= new Player(sounds.Get(sound, OwnCodec), _loops, _soundAt);
        var sent = Advance(player, now);
        if (player.IsOver)
        {
            Play(null);
            outputs.Report(new MediaEvent.Played(id, sound));
        }

        return sent;
    }

    /// <summary>Sends the next frame; false when the sound has ended.</summary>
    bool Advance(Player player, DateTimeOffset now)
    {
        if (!player.TryNext(out var payload))
        {
            return false;
        }

        Send(player.Sound.Codec, payload, now);
        return true;
    }

    void Transcode(in RtpPacket packet, AudioCodec codec, MediaConnection current)
    {
        if (_transcoder is null || _transcoded != codec)
        {
            _transcoder?.Dispose();
            _transcoder = new Transcoder(codec, packet.PayloadType, current.Audio.Preferred);
            _transcoded = codec;
        }

        _transcoder.Handle(packet);
    }

    void DropTranscoder()
    {
        _transcoder?.Dispose();
        (_transcoder, _transcoded) = (null, null);
    }

    void Send(AudioCodec codec, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        Current!.Send(codec, payload, now);
        _sent = codec;
        outputs.Drain(Current);
    }

    /// <summary>Of what we make ourselves: the codec that the browser hears already, for it to hear no change.</summary>
    AudioCodec OwnCodec => _sent ?? Current!.Audio.Preferred;

    const int MaximumTones = 64;
    const int MaximumTicksLeftOut = 5;

    /// <summary>A packet came in this time: far less than makes a pause.</summary>
    static readonly TimeSpan Live = TimeSpan.FromMilliseconds(40);

    /// <summary>A live stream is late before it is silent: what the network delays by less is not cut in two.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);
}
