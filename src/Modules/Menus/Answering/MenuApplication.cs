using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Answering;

/// <summary>Menus and time conditions as calls know them.</summary>
internal sealed class MenuApplication(
    MenusInMemory menus,
    ICompanySounds sounds,
    GreetingSounds greetings,
    NightSwitches night,
    ICompanies companies,
    IBusinessHours hours,
    IPeople people,
    ICallQueues queues,
    IStringLocalizer<MenusText> text
) : ICallApplication
{
    static readonly PhraseBook Dutch = new(typeof(MenuApplication).Assembly, "nl");
    static readonly PhraseBook English = new(typeof(MenuApplication).Assembly, "en");

    public string Name => CompanyMenus.Application;

    public string Title => text["Menu"];

    public async ValueTask<ApplicationReach> ReachOf(CompanyId company, CancellationToken ct)
    {
        var all = await menus.Of(company, ct);
        return ApplicationReach.Nothing with
        {
            Codes = [.. all.Conditions.Select(condition => condition.NightCode).OfType<string>()],
            Destinations =
            [
                .. all.Conditions.Select(condition => new ApplicationDestination(condition.Id, condition.Name, condition.Extension)),
                .. all.Menus.Select(menu => new ApplicationDestination(menu.Id, menu.Name, menu.Extension)),
            ],
        };
    }

    public async ValueTask<ICallScript> Begin(ApplicationCall call, CancellationToken ct)
    {
        var say = companies.Of(call.Company).Language == English.Language ? English : Dutch;
        return call.Destination is { } destination
            ? new WalkMenus(
                new MenuTerms(say, await menus.Of(call.Company, ct), at => hours.At(call.Company, at), await Extensions(call.Company, ct)),
                destination
            )
            : new SwitchNight(say, call.Dialled);
    }

    /// <summary>While the database is away a menu says what all say, and a night switch that it is not possible.</summary>
    public async Task<object> CarryOut(ApplicationCall call, object work, CancellationToken ct)
    {
        switch (work)
        {
            case ReadGreeting { Id: var id }:
                try
                {
                    return new Greeting(id, await sounds.Read(call.Company, id, ct) ?? await greetings.Read(call.Company, id, ct));
                }
                catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
                {
                    return new Greeting(id, Sound: null);
                }
            case TurnNight { Code: var code }:
                try
                {
                    return new NightIs(await night.Turn(call.Company, code, ct));
                }
                catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
                {
                    return new NightIs(On: null);
                }
            default:
                throw new ArgumentException($"Nothing carries out {work.GetType().Name}", nameof(work));
        }
    }

    public void Closed(ApplicationCall call, Guid recording) => throw new InvalidOperationException("Who is in a menu is not recorded");

    async ValueTask<ImmutableDictionary<string, CallTarget>> Extensions(CompanyId company, CancellationToken ct)
    {
        var known = ImmutableDictionary.CreateBuilder<string, CallTarget>(StringComparer.Ordinal);
        foreach (var queue in await queues.Of(company, ct))
        {
            known[queue.Extension] = new CallTarget(CallTargetKind.Application, Application: queue.Application, DestinationId: queue.Id);
        }

        foreach (var person in await people.Of(company, ct))
        {
            known[person.Extension] = new CallTarget(CallTargetKind.Colleague, PersonId: person.Id.Value);
        }

        return known.ToImmutable();
    }
}
