using ConnectMe.Media.Rtp;

namespace ConnectMe.Media;

/// <summary>
/// Tells when people would say something else of a line's sound: judged once a second over the last few, said only when it lasts, so that one
/// burst is no news and a line between two levels does not flutter.
/// </summary>
sealed class ConditionWatch
{
    readonly Queue<ReceivedPackets> _window = new();
    SoundCondition? _said;
    SoundCondition? _differs;
    int _seconds;

    /// <summary>Once a second while somebody listens.</summary>
    /// <returns>What is to be said; null when that is nothing new.</returns>
    public SoundCondition? Judge(in Reception heard)
    {
        var oldest = _window.Count == 0 ? heard.Packets : _window.Peek();
        _window.Enqueue(heard.Packets);
        if (_window.Count > Window)
        {
            _window.Dequeue();
        }

        var lately = heard.Packets - oldest;
        if (lately.Received <= 0 && heard.RoundTrip is null)
        {
            return null; // nothing to judge by: neither their sound nor their reports
        }

        return Say(ConditionOf(heard, lately.Loss));
    }

    /// <summary>Nobody listens, or another connection has come: what was before says nothing about what comes.</summary>
    public void Reset()
    {
        _window.Clear();
        (_said, _differs, _seconds) = (null, null, 0);
    }

    SoundCondition? Say(SoundCondition condition)
    {
        if (condition == _said)
        {
            _differs = null;
            return null;
        }

        // The level that differs may itself change while it lasts: what counts is that it is worse, or better, all the time.
        var isSameWay = _differs is not null && _said is not null && IsWorse(_differs) == IsWorse(condition);
        _seconds = isSameWay ? _seconds + 1 : 1;
        _differs = condition;
        if (_said is not null && _seconds < (IsWorse(condition) ? UntilWorse : UntilBetter))
        {
            return null;
        }

        (_said, _differs, _seconds) = (condition, null, 0);
        return condition;
    }

    bool IsWorse(SoundCondition condition) => condition.Bars < _said!.Bars;

    static SoundCondition ConditionOf(in Reception heard, double loss)
    {
        var worst = Math.Max(loss, heard.RemoteLoss);
        var delay = EModel.OneWay(heard.RoundTrip, heard.Jitter);
        var bars = SoundCondition.BarsOf(EModel.Mos(heard.Codec, worst, delay));
        return new SoundCondition(bars, bars >= Fair ? SoundTrouble.None : TroubleOf(heard, loss, delay));
    }

    static SoundTrouble TroubleOf(in Reception heard, double loss, TimeSpan delay)
    {
        if (EModel.LossImpairment(heard.Codec, Math.Max(loss, heard.RemoteLoss)) >= EModel.DelayImpairment(delay))
        {
            return loss >= heard.RemoteLoss ? SoundTrouble.LostComing : SoundTrouble.LostGoing;
        }

        return 4 * heard.Jitter > (heard.RoundTrip ?? TimeSpan.Zero) ? SoundTrouble.Uneven : SoundTrouble.Slow;
    }

    const int Fair = 3;

    /// <summary>Seconds that are judged together: about what lies between two reports of a browser.</summary>
    const int Window = 5;

    /// <summary>Seconds that it must be worse before that is said, and better.</summary>
    const int UntilWorse = 3;
    const int UntilBetter = 8;
}
