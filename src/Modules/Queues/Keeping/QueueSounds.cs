using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Keeping;

/// <summary>Which sounds of the company queues play.</summary>
internal sealed class QueueSounds(QueuesInMemory queues) : ISoundUses
{
    public async ValueTask<IReadOnlyList<SoundUse>> Of(CompanyId company, CancellationToken ct) =>
        [
            .. (await queues.Of(company, ct)).Queues.All.SelectMany(queue =>
                new[] { queue.GreetingId, queue.MusicId }.OfType<Guid>().Select(sound => new SoundUse(sound, queue.Name))
            ),
        ];
}
