using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Demo;

/// <summary>Three weeks of calls as a garage has them, the same ones every time: customers and suppliers in both directions, colleagues, missed calls and notes. All numbers are fictional.</summary>
internal sealed class DemoHistory(ICompanies companies, TimeProvider time) : IDemoContent
{
    public bool IsOfUse => true;

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(company).TimeZone);
        var now = time.GetUtcNow();
        var chance = new Random(Seed);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(-Days); ; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            for (var call = 0; call < CallsADay; call++)
            {
                var local = day.ToDateTime(new TimeOnly(8, 35)).AddMinutes(call * (500.0 / CallsADay)).AddSeconds(chance.Next(1500));
                var at = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
                if (at > now.AddHours(-1))
                {
                    return;
                }

                var events = Call(people, at, chance).ToList();
                session.Events.StartStream<CallRecord>(((CallEvent)events[0]).CallId, events);
            }
        }
    }

    static IEnumerable<object> Call(IReadOnlyList<Person> people, DateTimeOffset at, Random chance)
    {
        var id = Guid.CreateVersion7(at);
        var person = people[chance.Next(Math.Min(people.Count, Customers.Length))];
        var outside = Customers[chance.Next(Customers.Length)];
        var kind = chance.Next(10);
        var (rang, talked) = (
            TimeSpan.FromSeconds(4 + chance.Next(18)),
            TimeSpan.FromSeconds(20 + chance.Next(chance.Next(3) == 0 ? 900 : 240))
        );
        var colleague = people.First(other => other.Id != person.Id);
        var incoming = kind < 5;
        yield return kind switch
        {
            < 5 => new CallPlaced(
                id,
                at,
                CallerId: null,
                "",
                outside,
                $"+31205550{100 + (person.Extension[^1] - '0')}",
                person.Id.Value,
                person.Name
            )
            {
                Device = DeviceKind.Trunk,
                Trunk = Provider,
                CallerRaw = outside,
            },
            < 8 => new CallPlaced(id, at, person.Id.Value, person.Name, person.Extension, outside, CalleeId: null, CalleeName: null)
            {
                Device = DeviceKind.Browser,
                Shown = "+31205550100",
            },
            _ => new CallPlaced(
                id,
                at,
                colleague.Id.Value,
                colleague.Name,
                colleague.Extension,
                person.Extension,
                person.Id.Value,
                person.Name
            )
            {
                Device = DeviceKind.Phone,
            },
        };
        if (kind is 5 or 6 or 7)
        {
            yield return new CallRouted(id, at, TrunkId: Guid.Empty, Provider);
        }

        if (chance.Next(6) == 0)
        {
            var outcome = incoming && chance.Next(2) == 0 ? CallOutcome.Cancelled : CallOutcome.NoAnswer;
            yield return new CallEnded(id, at + rang, outcome);
            yield break;
        }

        yield return new CallAnswered(
            id,
            at + rang,
            kind is 5 or 6 or 7 ? null : person.Id.Value,
            kind is 5 or 6 or 7 ? DeviceKind.Trunk : DeviceKind.Browser
        );
        yield return new CallEnded(id, at + rang + talked, CallOutcome.Completed);
        if (chance.Next(7) == 0)
        {
            yield return new CallNoted(id, at + rang + talked, person.Id.Value, Notes[chance.Next(Notes.Length)]);
        }
    }

    const int Seed = 20;
    const int Days = 21;
    const int CallsADay = 14;
    const string Provider = "Telefonie van de provider";

    /// <summary>Most of them stand in the directory of the demo; who does not is a stranger.</summary>
    // csharpier-ignore
    static readonly string[] Customers =
    [
        "+31205550163", "+31205550177", "+31205550184", "+31655500171", "+31205550192", "+31235550148", "+31205550136", "+31305550125", "+31655500188",
        "+31705550157", "+442079460018", "+31205550129", "+31655500199", "+31725550168", "+31205550145", "+31135550107", "+31655500106",
    ];

    internal static readonly string[] Notes =
    [
        "Belt morgen terug over de offerte",
        "Auto staat vrijdag om 16:00 klaar",
        "Wil winterbanden, maat 205/55 R16",
        "Factuur nog eens gemaild",
        "Afspraak verzet naar dinsdag 9:30",
    ];
}
