using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>What is nearly used up, and when the rest of it will be.</summary>
internal sealed partial class DialGuard
{
    /// <summary>The part of a cap at which the alarm goes, in percent: while there is time to look.</summary>
    public const int NearPercent = 80;

    DateTimeOffset? _nearAbroadOn;
    TelephonyConfiguration? _plannedFor;
    bool _isPlanned;

    /// <summary>When the minutes abroad reach a mark, if everybody who talks abroad goes on; null when nobody does.</summary>
    public DateTimeOffset? NextTimeout { get; private set; }

    /// <summary>The caps that the call which was just counted brought to 80 %.</summary>
    public IEnumerable<NoticeCause> JustNear(UserId person, TelephonyConfiguration set, DateTimeOffset now)
    {
        var rules = set.Permissions.Rules;
        var placed = PlacedUntil(now, person, set);
        if (placed.MinuteOfPerson == Near(PerMinutePerPerson))
        {
            yield return NoticeCause.TooFast;
        }

        if (placed.HourOfPerson == Near(rules.CallsPerPersonPerHour) || placed.Hour == Near(rules.CallsPerHour))
        {
            yield return NoticeCause.TooManyThisHour;
        }

        if (placed.Day == Near(rules.CallsPerDay))
        {
            yield return NoticeCause.TooManyToday;
        }
    }

    /// <summary>True once a day: 80 % of the minutes abroad are used.</summary>
    public bool IsJustNearAbroad(TelephonyConfiguration set, DateTimeOffset now)
    {
        var today = StartOfDay(set, now);
        if (_nearAbroadOn == today || AbroadToday(set, now) < NearOf(CapOf(set.Permissions.Rules)))
        {
            return false;
        }

        _nearAbroadOn = today;
        return true;
    }

    public bool IsAbroadUsedUp(TelephonyConfiguration set, DateTimeOffset now) => AbroadToday(set, now) >= CapOf(set.Permissions.Rules);

    /// <summary>The calls that use up minutes abroad now, and whose they are.</summary>
    public IReadOnlyList<(CallId Call, UserId Person)> TalkingAbroad =>
        [.. _running.Where(entry => IsTalkingAbroad(entry.Value)).Select(entry => (entry.Key, entry.Value.Person))];

    /// <summary>Finds <see cref="NextTimeout"/> anew, when something changed since the last time or it has come.</summary>
    public void Plan(TelephonyConfiguration? set, DateTimeOffset now)
    {
        if (_isPlanned && ReferenceEquals(set, _plannedFor) && !(NextTimeout <= now))
        {
            return;
        }

        (_isPlanned, _plannedFor, NextTimeout) = (true, set, null);
        var talking = _running.Values.Count(IsTalkingAbroad);
        if (talking > 0 && set is not null)
        {
            var cap = CapOf(set.Permissions.Rules);
            var mark = _nearAbroadOn == StartOfDay(set, now) ? cap : NearOf(cap);
            var left = Math.Max(0, (mark - AbroadToday(set, now)).Ticks);
            NextTimeout = now + TimeSpan.FromTicks((left + talking - 1) / talking);
        }
    }

    static bool IsTalkingAbroad(Counted counted) => counted is { IsAbroad: true, AnsweredAt: not null };

    /// <summary>All people together; of a call that began yesterday what was talked after midnight.</summary>
    TimeSpan AbroadToday(TelephonyConfiguration set, DateTimeOffset now)
    {
        var today = StartOfDay(set, now);
        var talked = TimeSpan.Zero;
        foreach (var counted in _calls)
        {
            talked += counted.IsAbroad ? counted.TalkedBetween(today, now) : TimeSpan.Zero;
        }

        return talked;
    }

    static TimeSpan CapOf(DialRules rules) => TimeSpan.FromMinutes(rules.MinutesAbroadPerDay);

    static TimeSpan NearOf(TimeSpan cap) => cap / 100 * NearPercent;

    static int Near(int cap) => ((cap * NearPercent) + 99) / 100;
}
