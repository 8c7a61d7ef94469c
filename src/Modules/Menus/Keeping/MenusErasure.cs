using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Menus.Keeping;

/// <summary>No key and no hour leads to somebody who is erased, and never did; nor to a number that is.</summary>
internal sealed class MenusErasure(IDocumentStore store) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await using var session = store.SessionFor(person.Company);
        await Rewrite(session, person.Company, target => target.PersonId == id || target.DestinationId == id, id, ct);
    }

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var all = await query.Menus(number.Company, ct);
        var targets = all.Menus.SelectMany(menu => menu.Targets).Concat(all.Conditions.SelectMany(condition => condition.Targets));
        return [new KeptOfNumber(KeptKind.Forwardings, targets.Count(target => number.Is(target.Number ?? "")))];
    }

    public async Task Erase(OutsideNumber number, CancellationToken ct)
    {
        await using var session = store.SessionFor(number.Company);
        await Rewrite(session, number.Company, target => number.Is(target.Number ?? ""), payer: null, ct);
    }

    static async Task Rewrite(IDocumentSession session, CompanyId company, Func<CallTarget, bool> isGone, Guid? payer, CancellationToken ct)
    {
        var stream = MenuStreams.Of(company);
        var happened = (await session.Events.FetchStreamAsync(stream, token: ct)).Select(one => one.Data).ToList();
        if (happened.Exists(one => !ReferenceEquals(Without(one, isGone, payer), one)))
        {
            await session.Rewrite<CompanyMenus>(stream, one => Without(one, isGone, payer), ct);
        }
    }

    static object Without(object happened, Func<CallTarget, bool> isGone, Guid? payer) =>
        happened switch
        {
            MenuAdded { Menu: var menu } added when IsConcerned(menu.Targets, menu.ChargedTo, isGone, payer) => added with
            {
                Menu = Without(menu, isGone, payer),
            },
            MenuChanged { Menu: var menu } changed when IsConcerned(menu.Targets, menu.ChargedTo, isGone, payer) => changed with
            {
                Menu = Without(menu, isGone, payer),
            },
            TimeConditionAdded { Condition: var one } added when IsConcerned(one.Targets, one.ChargedTo, isGone, payer) => added with
            {
                Condition = Without(one, isGone, payer),
            },
            TimeConditionChanged { Condition: var one } changed when IsConcerned(one.Targets, one.ChargedTo, isGone, payer) => changed with
            {
                Condition = Without(one, isGone, payer),
            },
            _ => happened,
        };

    static bool IsConcerned(IEnumerable<CallTarget> targets, Guid? chargedTo, Func<CallTarget, bool> isGone, Guid? payer) =>
        targets.Any(isGone) || (payer is not null && chargedTo == payer);

    static Menu Without(Menu menu, Func<CallTarget, bool> isGone, Guid? payer) =>
        menu with
        {
            Keys = [.. menu.Keys.Where(key => !isGone(key.To))],
            Otherwise = isGone(menu.Otherwise) ? CallTarget.Nobody : menu.Otherwise,
            WhenClosed = menu.WhenClosed is { } closed && isGone(closed) ? CallTarget.Nobody : menu.WhenClosed,
            ChargedTo = menu.ChargedTo == payer ? null : menu.ChargedTo,
        };

    static TimeCondition Without(TimeCondition one, Func<CallTarget, bool> isGone, Guid? payer) =>
        one with
        {
            WhenOpen = isGone(one.WhenOpen) ? CallTarget.Nobody : one.WhenOpen,
            WhenClosed = isGone(one.WhenClosed) ? CallTarget.Nobody : one.WhenClosed,
            OnHolidays = one.OnHolidays is { } holiday && isGone(holiday) ? null : one.OnHolidays,
            AtNight = one.AtNight is { } night && isGone(night) ? null : one.AtNight,
            ChargedTo = one.ChargedTo == payer ? null : one.ChargedTo,
        };
}
