using ConnectMe.Contacts.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Numbering;

/// <summary>The groups and conference rooms of a company, with the numbers that lead to them, for its list of contacts.</summary>
internal sealed class ListedDestinations(ICallQueues queues, ITelephonyConfigurations configurations, IStringLocalizer<TelephonyText> text)
    : IListedDestinations
{
    public async ValueTask<IReadOnlyList<ListedDestination>> Of(CompanyId company, CancellationToken ct)
    {
        var set = await configurations.Of(company, ct);
        return
        [
            .. (await queues.Of(company, ct)).Select(queue =>
                Listed(queue.Id, queue.Name, "ListedGroup", queue.Extension, number => number.QueueId == queue.Id)
            ),
            .. set.Rooms.Select(room =>
                Listed(room.Id, room.Name, "ListedRoom", room.Extension, number => number.Destination?.Id == room.Id)
            ),
        ];

        ListedDestination Listed(Guid id, string name, string kind, string extension, Func<CompanyNumber, bool> leads) =>
            new(id, name, text[kind], extension, [.. set.Numbers.Where(leads).Select(number => number.Number.E164).OfType<string>()]);
    }
}
