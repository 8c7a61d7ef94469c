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
            Goals =
            [
                .. all.Conditions.Select(condition => new ApplicationGoal(condition.Id, condition.Name, condition.Extension)),
                .. all.Menus.Select(menu => new ApplicationGoal(menu.Id, menu.Name, menu.Extension)),
            ],
        };
    }

    public async ValueTask<ICallScript> Begin(ApplicationCall call, CancellationToken ct)
    {
        var say = companies.Of(call.Company).Language == English.Language ? English : Dutch;
        return call.Goal is { } goal
            ? new WalkMenus(
                new MenuTerms(say, await menus.Of(call.Company, ct), at => hours.At(call.Company, at), await Extensions(call.Company, ct)),
                goal
            )
            : new SwitchNight(say, call.Dialled);
    }

    public async Task<object> CarryOut(ApplicationCall call, object work, CancellationToken ct) =>
        work switch
        {
            ReadGreeting read => new Greeting(read.Id, await greetings.Read(call.Company, read.Id, ct)),
            TurnNight turn => new NightIs(await night.Turn(call.Company, turn.Code, ct)),
            _ => throw new ArgumentException($"Nothing carries out {work.GetType().Name}", nameof(work)),
        };

    public void Closed(ApplicationCall call, Guid recording) => throw new InvalidOperationException("Who is in a menu is not recorded");

    async ValueTask<ImmutableDictionary<string, CallTarget>> Extensions(CompanyId company, CancellationToken ct)
    {
        var known = ImmutableDictionary.CreateBuilder<string, CallTarget>(StringComparer.Ordinal);
        foreach (var queue in await queues.Of(company, ct))
        {
            known[queue.Extension] = new CallTarget(CallTargetKind.Application, Application: queue.Application, GoalId: queue.Id);
        }

        foreach (var person in await people.Of(company, ct))
        {
            known[person.Extension] = new CallTarget(CallTargetKind.Colleague, PersonId: person.Id.Value);
        }

        return known.ToImmutable();
    }
}
