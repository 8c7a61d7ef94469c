using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Keeping;

/// <summary>In which queues somebody is, with what skill, and whether they are signed in; how they look at them.</summary>
[Gives(typeof(CompanyQueues), typeof(QueueSignIn), typeof(QueuesView))]
internal sealed class QueuesPersonalData(IDocumentStore store, IStringLocalizer<QueuesRetentionText> text) : IPersonalData
{
    public async Task Give(DataSubject person, IDataCopy copy, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var query = store.QueryFor(person.Company);
        var queues = await query.Queues(person.Company, ct);
        var signIns = (await query.Query<QueueSignIn>().Where(one => one.PersonId == id).ToListAsync(ct)).ToDictionary(one => one.QueueId);
        var view = await query.LoadAsync<QueuesView>(id, ct);
        var own = queues.All.Where(queue => queue.HasMember(id) || queue.IsWatchedBy(id) || signIns.ContainsKey(queue.Id)).ToList();
        if (own.Count == 0 && view is null)
        {
            return;
        }

        await copy.Json(
            text["Copy-Queues"],
            text["Copy-QueuesIs"],
            new
            {
                Queues = own.Select(queue => new
                {
                    queue.Name,
                    queue.Extension,
                    queue.Members.FirstOrDefault(member => member.PersonId == id)?.Skill,
                    IsSupervisor = queue.IsWatchedBy(id),
                    IsSignedIn = signIns.GetValueOrDefault(queue.Id)?.IsSignedIn ?? false,
                    signIns.GetValueOrDefault(queue.Id)?.Since,
                    signIns.GetValueOrDefault(queue.Id)?.PausedSince,
                }),
                View = view is null ? null : new { Sort = $"{view.Sort}", Figures = view.Figures.Select(figure => $"{figure}") },
            },
            ct
        );
    }
}
