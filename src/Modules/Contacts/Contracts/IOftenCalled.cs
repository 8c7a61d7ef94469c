using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>Whom somebody calls often (M5-14). Implemented by Telephony, which keeps the call log.</summary>
public interface IOftenCalled
{
    /// <summary>Who was called most often of late first. Nobody while the database is away.</summary>
    Task<IReadOnlyList<RecentParty>> Of(CompanyId company, UserId user, int most, CancellationToken ct);

    /// <summary>The live name of the user's call log.</summary>
    const string Topic = "call-log";
}
