using ConnectMe.Calendar.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Calendar.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class CalendarData
{
    public const string Entries = "calendar";

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(76, Entries, typeof(CalendarRetentionText), KeptFor.Days(90))
        {
            Holds = [typeof(CalendarEntry)],
            Choices = DataClass.Usual,
        },
    ];
}

/// <summary>What is over for longer than the administrator of the company keeps it. What goes on stays.</summary>
internal sealed class OldEntries(IDocumentStore store) : IOldData
{
    public string Class => CalendarData.Entries;

    public Task<int> RemoveBefore(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        var day = before.DateTime.Date; // by whatever clock it was planned: to the day is near enough
        return store.RemoveSome<CalendarEntry>(company, entry => entry.Ends < day, ct);
    }
}
