using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.Switching;

/// <summary>Counts each call that goes outside, whatever placed it, and says which may not (A4-03, B20). What it counted is forgotten after a day.</summary>
internal sealed class DialGuard
{
    /// <summary>A stolen account earns its thief by many calls at once (promise A1); a person talks in one and transfers to another.</summary>
    public const int AtOncePerPerson = 2;

    public const int PerMinutePerPerson = 10;

    readonly Queue<Counted> _calls = new();
    readonly Dictionary<CallId, Counted> _running = [];

    /// <summary>Counts the call as running until <see cref="End"/>.</summary>
    public void Count(CallId call, UserId person, string e164, string region, DateTimeOffset now)
    {
        var counted = new Counted(person, IsAbroad(e164, region), now);
        _calls.Enqueue(counted);
        _running.Add(call, counted);
    }

    public void Answer(CallId call, DateTimeOffset now)
    {
        if (_running.TryGetValue(call, out var counted))
        {
            counted.AnsweredAt ??= now;
        }
    }

    public void End(CallId call, DateTimeOffset now)
    {
        if (_running.Remove(call, out var counted))
        {
            counted.EndedAt = now;
        }
    }

    /// <param name="given">A running call of theirs that this one takes the place of.</param>
    public NoticeCause? WhyNot(UserId person, string e164, CallId? given, TelephonyConfiguration set, DateTimeOffset now)
    {
        while (_calls.TryPeek(out var oldest) && oldest.EndedAt is not null && oldest.At < now - Day)
        {
            _calls.Dequeue();
        }

        return WhyNotThere(e164, set) ?? WhyNotNow(set, now) ?? WhyNotAsMany(person, e164, given, set, now);
    }

    static NoticeCause? WhyNotThere(string e164, TelephonyConfiguration set)
    {
        var rules = set.Permissions.Rules;
        var costs = NumberPlan.CostClassOf(e164);
        if (!rules.CostClasses.Contains(costs))
        {
            return NoticeCause.CostClassNotAllowed;
        }

        var country = NumberPlan.CountryOf(e164);
        var isAllowed = country is null || country == set.Region || rules.Countries.Contains(country, StringComparer.OrdinalIgnoreCase);
        return isAllowed ? null : NoticeCause.CountryNotAllowed;
    }

    static NoticeCause? WhyNotNow(TelephonyConfiguration set, DateTimeOffset now)
    {
        if (set.Permissions.IsStopped)
        {
            return NoticeCause.OutboundStopped;
        }

        return set.Permissions.Rules.NightLock is { } night && night.Covers(TimeOnly.FromDateTime(Local(set, now).DateTime))
            ? NoticeCause.NightLocked
            : null;
    }

    NoticeCause? WhyNotAsMany(UserId person, string e164, CallId? given, TelephonyConfiguration set, DateTimeOffset now)
    {
        var rules = set.Permissions.Rules;
        var today = Local(set, now).Date;
        var (running, runningOfPerson) = (0, 0);
        foreach (var (call, counted) in _running)
        {
            running += call == given ? 0 : 1;
            runningOfPerson += call != given && counted.Person == person ? 1 : 0;
        }

        var (day, hour, hourOfPerson, minuteOfPerson, abroad) = (0, 0, 0, 0, TimeSpan.Zero);
        foreach (var counted in _calls)
        {
            var isOfPerson = counted.Person == person;
            var isOfHour = counted.At > now - Hour;
            hour += isOfHour ? 1 : 0;
            hourOfPerson += isOfHour && isOfPerson ? 1 : 0;
            minuteOfPerson += isOfPerson && counted.At > now - Minute ? 1 : 0;
            if (Local(set, counted.At).Date == today)
            {
                day++;
                abroad += counted.IsAbroad ? counted.TalkedUntil(now) : TimeSpan.Zero;
            }
        }

        return e164 switch
        {
            _ when runningOfPerson >= AtOncePerPerson => NoticeCause.TooManyOutside,
            _ when running >= rules.ConcurrentCalls => NoticeCause.TooManyOutsideOfCompany,
            _ when minuteOfPerson >= PerMinutePerPerson => NoticeCause.TooFast,
            _ when hourOfPerson >= rules.CallsPerPersonPerHour || hour >= rules.CallsPerHour => NoticeCause.TooManyThisHour,
            _ when day >= rules.CallsPerDay => NoticeCause.TooManyToday,
            _ when abroad >= TimeSpan.FromMinutes(rules.MinutesAbroadPerDay) && IsAbroad(e164, set.Region) => NoticeCause.AbroadUsedUp,
            _ => null,
        };
    }

    static bool IsAbroad(string e164, string region) =>
        NumberPlan.CountryOf(e164) != region && NumberPlan.CostClassOf(e164) is not CostClass.Free;

    static DateTimeOffset Local(TelephonyConfiguration set, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(set.TimeZone));

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly TimeSpan Day = TimeSpan.FromHours(25); // the longest day there is, by the clock

    sealed class Counted(UserId person, bool isAbroad, DateTimeOffset at)
    {
        public UserId Person { get; } = person;
        public bool IsAbroad { get; } = isAbroad;
        public DateTimeOffset At { get; } = at;
        public DateTimeOffset? AnsweredAt { get; set; }
        public DateTimeOffset? EndedAt { get; set; }

        public TimeSpan TalkedUntil(DateTimeOffset now) => AnsweredAt is { } answered ? (EndedAt ?? now) - answered : TimeSpan.Zero;
    }
}
