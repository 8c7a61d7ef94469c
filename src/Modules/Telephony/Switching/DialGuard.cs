using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// Counts each call that goes outside, whatever placed it, and says which may not (A4-03, B20), which caps are nearly reached, and when the
/// minutes abroad are used up. What it counted is forgotten after a day, and told to it again after a restart.
/// </summary>
internal sealed partial class DialGuard
{
    /// <summary>A stolen account earns its thief by many calls at once (promise A1); a person talks in one and transfers to another.</summary>
    public const int AtOncePerPerson = 2;

    public const int PerMinutePerPerson = 10;

    readonly Queue<Counted> _calls = new();
    readonly Dictionary<CallId, Counted> _running = [];
    readonly HashSet<CallId> _known = [];

    /// <summary>Counts the call as running until <see cref="End"/>. One that may not be is a mistake of ours, and goes nowhere.</summary>
    public void Count(CallId call, UserId person, string e164, TelephonyConfiguration set, DateTimeOffset now)
    {
        if (WhyNot(person, e164, given: null, set, now) is { } cause)
        {
            throw new InvalidOperationException($"A call to outside that may not be was not refused: {cause}.");
        }

        var counted = new Counted(call, person, IsAbroad(e164, set.Region), now);
        _known.Add(call);
        _calls.Enqueue(counted);
        _running.Add(call, counted);
    }

    /// <summary>A call of before a restart; nothing when it is counted already.</summary>
    public void Remember(RememberedCall call, string region)
    {
        if (_known.Add(call.Call))
        {
            _calls.Enqueue(
                new Counted(call.Call, call.Person, IsAbroad(call.E164, region), call.At)
                {
                    AnsweredAt = call.AnsweredAt,
                    EndedAt = call.EndedAt,
                }
            );
        }
    }

    /// <summary>Null when it does not run.</summary>
    public CountedCall? RunningAs(CallId call) =>
        _running.TryGetValue(call, out var counted)
            ? new CountedCall(counted.Call, counted.Person, counted.IsAbroad, counted.At, counted.AnsweredAt)
            : null;

    /// <summary>A call of before a restart that goes on; it may be remembered already as one without an end.</summary>
    public void TakeUp(CountedCall taken)
    {
        var counted = _calls.FirstOrDefault(call => call.Call == taken.Call);
        if (counted is null)
        {
            counted = new Counted(taken.Call, taken.Person, taken.IsAbroad, taken.At);
            _calls.Enqueue(counted);
            _known.Add(taken.Call);
        }

        (counted.AnsweredAt, counted.EndedAt, _isPlanned) = (taken.AnsweredAt, null, false);
        _running[taken.Call] = counted;
    }

    public void Answer(CallId call, DateTimeOffset now)
    {
        if (_running.TryGetValue(call, out var counted))
        {
            counted.AnsweredAt ??= now;
            _isPlanned = false;
        }
    }

    public void End(CallId call, DateTimeOffset now)
    {
        if (_running.Remove(call, out var counted))
        {
            counted.EndedAt = now;
            _isPlanned = false;
        }
    }

    /// <param name="given">A running call of theirs that this one takes the place of.</param>
    public NoticeCause? WhyNot(UserId person, string e164, CallId? given, TelephonyConfiguration set, DateTimeOffset now)
    {
        while (_calls.TryPeek(out var oldest) && oldest.EndedAt is not null && oldest.At < now - Day)
        {
            _known.Remove(oldest.Call);
            _calls.Dequeue();
        }

        return WhyNotTheirs(person, e164, set)
            ?? WhyNotThere(e164, set)
            ?? WhyNotNow(set, now)
            ?? WhyNotAsMany(person, e164, given, set, now);
    }

    /// <summary>By their own right, whatever the company allows.</summary>
    public static NoticeCause? WhyNotTheirs(UserId person, string e164, TelephonyConfiguration set) =>
        set.RightsOf(person.Value).Outside switch
        {
            OutsideCalls.None => NoticeCause.MayNotCallOutside,
            OutsideCalls.OwnCountry when NumberPlan.CountryOf(e164) is { } country && country != set.Region => NoticeCause.MayNotCallAbroad,
            OutsideCalls.OwnCountry when NumberPlan.CostClassOf(e164) is CostClass.Satellite => NoticeCause.MayNotCallAbroad,
            _ => null,
        };

    /// <summary>By its country and what it costs, whoever calls it and when.</summary>
    public static NoticeCause? WhyNotThere(string e164, TelephonyConfiguration set)
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
        var (running, runningOfPerson) = (0, 0);
        foreach (var (call, counted) in _running)
        {
            running += call == given ? 0 : 1;
            runningOfPerson += call != given && counted.Person == person ? 1 : 0;
        }

        var placed = PlacedUntil(now, person, set);
        return e164 switch
        {
            _ when runningOfPerson >= AtOncePerPerson => NoticeCause.TooManyOutside,
            _ when running >= rules.ConcurrentCalls => NoticeCause.TooManyOutsideOfCompany,
            _ when placed.MinuteOfPerson >= PerMinutePerPerson => NoticeCause.TooFast,
            _ when placed.HourOfPerson >= rules.CallsPerPersonPerHour || placed.Hour >= rules.CallsPerHour => NoticeCause.TooManyThisHour,
            _ when placed.Day >= rules.CallsPerDay => NoticeCause.TooManyToday,
            _ when IsAbroad(e164, set.Region) && AbroadToday(set, now) >= CapOf(rules) => NoticeCause.AbroadUsedUp,
            _ => null,
        };
    }

    (int Day, int Hour, int HourOfPerson, int MinuteOfPerson) PlacedUntil(DateTimeOffset now, UserId person, TelephonyConfiguration set)
    {
        var today = StartOfDay(set, now);
        var (day, hour, hourOfPerson, minuteOfPerson) = (0, 0, 0, 0);
        foreach (var counted in _calls)
        {
            var isOfPerson = counted.Person == person;
            var isOfHour = counted.At > now - Hour;
            day += counted.At >= today ? 1 : 0;
            hour += isOfHour ? 1 : 0;
            hourOfPerson += isOfHour && isOfPerson ? 1 : 0;
            minuteOfPerson += isOfPerson && counted.At > now - Minute ? 1 : 0;
        }

        return (day, hour, hourOfPerson, minuteOfPerson);
    }

    static bool IsAbroad(string e164, string region) =>
        NumberPlan.CountryOf(e164) != region && NumberPlan.CostClassOf(e164) is not CostClass.Free;

    static DateTimeOffset Local(TelephonyConfiguration set, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(set.TimeZone));

    /// <summary>Midnight by the company's clock.</summary>
    static DateTimeOffset StartOfDay(TelephonyConfiguration set, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(set.TimeZone);
        var midnight = TimeZoneInfo.ConvertTime(at, zone).Date;
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly TimeSpan Day = TimeSpan.FromHours(25); // the longest day there is, by the clock

    sealed class Counted(CallId call, UserId person, bool isAbroad, DateTimeOffset at)
    {
        public CallId Call { get; } = call;
        public UserId Person { get; } = person;
        public bool IsAbroad { get; } = isAbroad;
        public DateTimeOffset At { get; } = at;
        public DateTimeOffset? AnsweredAt { get; set; }
        public DateTimeOffset? EndedAt { get; set; }

        public TimeSpan TalkedBetween(DateTimeOffset from, DateTimeOffset now)
        {
            if (AnsweredAt is not { } answered)
            {
                return TimeSpan.Zero;
            }

            var start = answered < from ? from : answered;
            var end = EndedAt ?? now;
            return end > start ? end - start : TimeSpan.Zero;
        }
    }
}
