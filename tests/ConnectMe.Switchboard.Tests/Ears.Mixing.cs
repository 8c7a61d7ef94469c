using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

/// <summary>Who hears whom where more than two do.</summary>
internal sealed partial class Ears
{
    readonly Dictionary<MediaId, SwitchboardEffect.Mix> _mixed = [];

    /// <summary>Who heard that somebody else takes part.</summary>
    public List<MediaId> Beeps { get; } = [];

    /// <summary>What is in a mix, and by which call.</summary>
    public IReadOnlyDictionary<MediaId, SwitchboardEffect.Mix> Mixed => _mixed;

    /// <summary>All whose microphone this one hears now, by mix or bridge.</summary>
    public HashSet<MediaId> AllHeardBy(MediaId media) =>
        PlayedTo(media) is not null ? []
        : _mixed.TryGetValue(media, out var own)
            ?
            [
                .. _mixed
                    .Values.Where(other => other.In == own.In && other.Media != media && !IsMuted(other.Media))
                    .Where(other => other.By.IsAll || other.By.Only == media)
                    .Select(other => other.Media),
            ]
        : HeardBy(media) is { } bridged ? [bridged]
        : [];

    void PutInMix(SwitchboardEffect.Mix mix)
    {
        Assert.Contains(_legs, leg => CallOf(leg.Key) == mix.Call && leg.Value.Media == mix.Media && leg.Value.Answered);
        Assert.Empty(BridgesOf(mix.Media));
        Assert.Null(PlayedTo(mix.Media));
        if (_mixed.TryGetValue(mix.Media, out var before))
        {
            Assert.Equal((before.In, before.Call), (mix.In, mix.Call));
            Assert.NotEqual(before.By, mix.By);
        }

        _mixed[mix.Media] = mix;
    }
}
