using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Health;

/// <summary>Mail that waits to be sent: work of ours that nobody sees.</summary>
internal sealed class OutboxCheck(IDocumentStore store, TimeProvider time, LocalTime local, IStringLocalizer<HealthText> text)
    : ISystemCheck
{
    public int Order => 65;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var waiting = await query
            .Query<OutgoingMail>()
            .Where(mail => mail.CompanyId == company.Value)
            .OrderBy(mail => mail.QueuedAt)
            .ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return [new Finding("outbox", text["Outbox"], FindingState.Good, text["OutboxEmpty"])];
        }

        var oldest = waiting[0].QueuedAt;
        var state = time.GetUtcNow() - oldest > Late ? FindingState.Broken : FindingState.Good;
        return
        [
            new Finding("outbox", text["Outbox"], state, text["OutboxWaits", waiting.Count, local.When(oldest)])
            {
                ToDo = text["OutboxToDo"],
                Address = "/admin/mail",
            },
        ];
    }

    /// <summary>By then it was tried several times.</summary>
    static readonly TimeSpan Late = TimeSpan.FromMinutes(10);
}
