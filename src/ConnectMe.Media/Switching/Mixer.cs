using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;

namespace ConnectMe.Media.Switching;

/// <summary>
/// Many lines that hear each other. Every 20 ms what each said is added up once; who listens gets the sum without their own voice, in their own codec.
/// It runs at the highest rate that one of them can hear, so that wideband ears get a wideband sum. Allocates nothing but when somebody comes or goes.
/// </summary>
sealed class Mixer(Guid id) : IDisposable
{
    readonly List<Participant> _participants = [];
    readonly List<MixEncoder> _common = [];
    readonly int[] _total = new int[MaximumFrame];
    readonly int[] _sum = new int[MaximumFrame];
    readonly ActiveSpeaker _speaker = new();
    int _whispers;
    long _frame;

    public Guid Id => id;

    public bool IsEmpty => _participants.Count == 0;

    /// <summary>Never lowered while it lasts: a change of rate begins every stream anew.</summary>
    public int Rate { get; private set; } = 8000;

    /// <summary>Who speaks, as one sees it marked; null when nobody does.</summary>
    public Participant? Speaker => _speaker.Current;

    public void Add(Participant participant) => _participants.Add(participant);

    public void Remove(Participant participant)
    {
        _participants.Remove(participant);
        _speaker.Forget(participant);
    }

    /// <summary>Once in 20 ms, when all have been listened to and before anybody is sent anything.</summary>
    /// <returns>True when the speaker is another.</returns>
    public bool Mix()
    {
        _frame++;
        var total = _total.AsSpan(0, Rate / 50);
        total.Clear();
        _whispers = 0;
        foreach (var participant in _participants)
        {
            if (participant is { HasVoice: true, Audience.IsAll: true })
            {
                Samples.Add(total, participant.Voice);
            }
            else if (participant is { HasVoice: true })
            {
                _whispers++;
            }
        }

        Tune();
        return _speaker.Follow(_participants);
    }

    /// <summary>20 ms for one of them.</summary>
    /// <returns>The bytes written.</returns>
    public int Encode(Participant listener, AudioCodec codec, Span<byte> payload)
    {
        if (listener.Audience != Audience.Nobody || _whispers > 0)
        {
            return listener.EncoderFor(codec, Rate).Encode(SumFor(listener), payload);
        }

        // Who is heard by nobody hears the same as all others like them.
        var common = CommonFor(codec);
        if (common.Frame != _frame)
        {
            common.Keep(_total.AsSpan(0, Rate / 50), _frame);
        }

        common.Kept.CopyTo(payload);
        return common.Kept.Length;
    }

    public void Dispose() => DropCommon();

    ReadOnlySpan<int> SumFor(Participant listener)
    {
        var sum = _sum.AsSpan(0, Rate / 50);
        _total.AsSpan(0, sum.Length).CopyTo(sum);
        if (listener is { HasVoice: true, Audience.IsAll: true })
        {
            Samples.Subtract(sum, listener.Voice);
        }

        if (_whispers > 0)
        {
            foreach (var other in _participants)
            {
                if (other.HasVoice && other.Audience.Only == listener.Line)
                {
                    Samples.Add(sum, other.Voice);
                }
            }
        }

        return sum;
    }

    /// <summary>From the next frame on.</summary>
    void Tune()
    {
        var rate = Rate;
        foreach (var participant in _participants)
        {
            rate = Math.Max(rate, participant.WantedRate);
        }

        if (rate != Rate)
        {
            Rate = rate;
            _total.AsSpan(0, rate / 50).Clear();
            _participants.ForEach(static participant => participant.LeaveOut());
            DropCommon();
        }
    }

    MixEncoder CommonFor(AudioCodec codec)
    {
        foreach (var known in _common)
        {
            if (known.Codec == codec)
            {
                return known;
            }
        }

        var added = new MixEncoder(codec, Rate);
        _common.Add(added);
        return added;
    }

    void DropCommon()
    {
        _common.ForEach(encoder => encoder.Dispose());
        _common.Clear();
    }

    public const int MaximumFrame = 960;
}
