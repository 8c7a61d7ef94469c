using ConnectMe.Calendar.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Contracts;
using Marten;

namespace ConnectMe.Calendar.Demo;

/// <summary>A week like any other for the first of the demo's people.</summary>
internal sealed class DemoCalendar(TimeProvider time) : IDemoContent
{
    public bool IsOfUse => true;

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        foreach (var person in people.Take(3))
        {
            foreach (var (status, title, from, until, days) in Week)
            {
                var recurrence = new Recurrence(Repeats.Weekly, days, Last: null);
                var first = recurrence.FirstOn(monday);
                session.Store(
                    new CalendarEntry(
                        Guid.CreateVersion7(),
                        company.Value,
                        person.Id.Value,
                        new EntryPlan(title, status, At(first, from), At(first, until), TimeZone, ProfileRole.Business)
                    )
                    {
                        Recurrence = recurrence,
                    }
                );
            }
        }
    }

    static DateTime At(DateOnly day, string time) =>
        day.ToDateTime(TimeOnly.ParseExact(time, "HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    const string TimeZone = "Europe/Amsterdam";

    static readonly (Guid Status, string Title, string From, string Until, DayOfWeek[] Days)[] Week =
    [
        (UsualStatusIds.FromHome, "", "08:00", "12:30", [DayOfWeek.Wednesday]),
        (UsualStatusIds.Lunch, "", "12:30", "13:15", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday]),
        (UsualStatusIds.InMeeting, "Planning van de week", "15:30", "17:00", [DayOfWeek.Tuesday]),
        (UsualStatusIds.DoNotDisturb, "Administratie", "10:30", "12:00", [DayOfWeek.Thursday]),
    ];
}
