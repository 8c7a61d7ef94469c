using ConnectMe.Kernel;

namespace ConnectMe.Presence.Contracts;

/// <summary>The statuses of a company, in their order. Answers from memory when it can.</summary>
public interface IStatuses
{
    ValueTask<IReadOnlyList<CompanyStatus>> Of(CompanyId company, CancellationToken ct);
}

/// <param name="Dutch">Its name in Dutch.</param>
/// <param name="English">Its name in English.</param>
/// <param name="Disc">Colour and form: "ok", "away", "dnd" or "off".</param>
public sealed record CompanyStatus(Guid Id, string Dutch, string English, string Disc)
{
    public string NameIn(string language) => language == "nl" ? Dutch : English;
}
