using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Statuses;

namespace ConnectMe.Presence.Keeping;

/// <summary>What statuses are called, for the audit log.</summary>
internal sealed class StatusNames(PresenceInMemory presence) : IAuditNames
{
    public async ValueTask<string?> NameOf(CompanyId company, Guid id, CancellationToken ct) =>
        (await presence.Of(company, ct)).Statuses.Find(id)?.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
