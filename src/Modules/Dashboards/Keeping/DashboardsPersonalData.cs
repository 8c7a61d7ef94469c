using ConnectMe.Dashboards.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Dashboards.Keeping;

/// <summary>How somebody arranged their dashboard.</summary>
[Gives(typeof(PersonalDashboard))]
internal sealed class DashboardsPersonalData(IDocumentStore store, IStringLocalizer<DashboardsRetentionText> text) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        await using var query = store.QueryFor(person.Company);
        if (await query.LoadAsync<PersonalDashboard>(person.Id.Value, ct) is not { } own)
        {
            return;
        }

        await copy.Json(
            text["Copy-Dashboard"],
            text["Copy-DashboardIs"],
            new
            {
                own.Arrangement?.Left,
                own.Arrangement?.Right,
                own.Choices,
            },
            ct
        );
    }
}
