using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Design;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>What the calendar that waits would add to the company's exceptions.</summary>
internal sealed class DaysPreview(IQuerySession session, ICurrentUser me, ICompanies companies, ICompanyPlace place, TimeProvider time)
{
    /// <summary>Null when none waits.</summary>
    public async Task<DaysOfCalendar?> Read(CancellationToken ct)
    {
        if (await session.LoadAsync<PendingDays>(me.Company.Value, ct) is not { } pending)
        {
            return null;
        }

        var hours = await Hours(ct);
        var file = Read(pending.Content, hours);
        var known = hours.Exceptions.Select(day => day.Date).ToHashSet();
        List<ExceptionalDay> added = [.. file.Days.Where(day => known.Add(day.Date))];
        return new DaysOfCalendar(pending.FileName, added, file.Refused, file.Days.Count - added.Count);
    }

    public async Task<string?> RefusalOf(byte[] content, CancellationToken ct) => Read(content, await Hours(ct)).Refusal;

    CalendarFile Read(byte[] content, OpeningHours hours) =>
        CalendarFile.Read(
            content,
            hours,
            companies.Of(me.Company).TimeZone,
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), place.Zone).DateTime)
        );

    async Task<OpeningHours> Hours(CancellationToken ct)
    {
        var id = OpeningHours.IdOf(me.Company.Value);
        return await session.LoadAsync<OpeningHours>(id, ct) ?? OpeningHours.Standard(id);
    }
}

/// <param name="Doubles">Days that are left out because they are said apart already.</param>
internal sealed record DaysOfCalendar(
    string FileName,
    IReadOnlyList<ExceptionalDay> Days,
    IReadOnlyList<RefusedEntry> Refused,
    int Doubles
);
