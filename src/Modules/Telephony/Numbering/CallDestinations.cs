using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Numbering;

/// <summary>People and queues, and whatever applications say they reach.</summary>
internal sealed class CallDestinations(
    IPeople people,
    ICallQueues queues,
    IEnumerable<ICallApplication> applications,
    IStringLocalizer<SettingsText> text
) : ICallDestinations
{
    public async ValueTask<IReadOnlyList<CallDestination>> Of(CompanyId company, CancellationToken ct)
    {
        var persons = (await people.Of(company, ct)).OrderBy(person => person.Name, StringComparer.CurrentCulture).ToList();
        var all = await queues.Of(company, ct);
        List<CallDestination> destinations =
        [
            .. persons.Select(person => new CallDestination(
                Written(person.Id.Value),
                text["NameAndExtension", person.Name, person.Extension],
                new CallTarget(CallTargetKind.Colleague, PersonId: person.Id.Value)
            )),
            .. all.Select(queue => new CallDestination(
                Written(queue.Id),
                text["QueueAndExtension", queue.Name, queue.Extension],
                new CallTarget(CallTargetKind.Application, Application: queue.Application, DestinationId: queue.Id)
            )
            {
                Queue = queue.Id,
            }),
        ];
        foreach (var application in applications)
        {
            var reach = await application.ReachOf(company, ct);
            destinations.AddRange(
                reach.Destinations.Select(destination => Of(application, destination.Id, $"{destination.Name} ({destination.Extension})"))
            );
            destinations.AddRange(
                all.Where(queue => reach.Queues.Contains(queue.Id)).Select(queue => Of(application, queue.Id, queue.Name))
            );
            destinations.AddRange(
                persons.Where(person => reach.People.Contains(person.Id)).Select(person => Of(application, person.Id.Value, person.Name))
            );
        }

        return destinations;
    }

    /// <summary>Where a number leads, as forms send it; null: nowhere.</summary>
    public static string? Written(CompanyNumber number) =>
        number.Destination is { } destination ? Written(destination.Application, destination.Id)
        : (number.PersonId ?? number.QueueId) is { } id ? Written(id)
        : null;

    static CallDestination Of(ICallApplication application, Guid id, string name) =>
        new(
            Written(application.Name, id),
            $"{application.Title} · {name}",
            new CallTarget(CallTargetKind.Application, Application: application.Name, DestinationId: id)
        );

    static string Written(Guid id) => id.ToString("d", CultureInfo.InvariantCulture);

    static string Written(string application, Guid id) => $"{application}/{Written(id)}";
}
