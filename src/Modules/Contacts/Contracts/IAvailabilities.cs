using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>The status that people show their colleagues (M4.4-05, M10-05). Implemented by what keeps statuses.</summary>
public interface IAvailabilities
{
    /// <summary>
    /// Of the people of a company who share theirs (the right to Unified Communications), named in the reader's language; nobody's for a reader without that right. From memory, but for the first
    /// time. Each change is told to the company's pages as the live name <see cref="Topic"/>.
    /// </summary>
    ValueTask<IReadOnlyDictionary<UserId, Availability>> Of(CompanyId company, CancellationToken ct);

    public const string Topic = "presence";
}

/// <param name="Disc">As the discs of people show it: "ok", "away", "dnd" or "off".</param>
/// <param name="Name">Of the status, in the reader's language.</param>
/// <param name="Until">When a temporary status ends.</param>
public sealed record Availability(string Disc, string Name, DateTimeOffset? Until);
