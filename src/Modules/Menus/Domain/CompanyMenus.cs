using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Domain;

/// <summary>The menus and time conditions of a company. They are one stream, so that an extension is given once, and no circle comes about, whoever saves at the same time.</summary>
public sealed partial record CompanyMenus(Guid Id, Guid CompanyId, IReadOnlyList<Menu> Menus, IReadOnlyList<TimeCondition> Conditions)
{
    /// <summary>As many of each.</summary>
    public const int Most = 50;

    /// <summary>By which targets name the application that answers for them.</summary>
    public const string Application = "menu";

    public static CompanyMenus None(Guid id, Guid company) => new(id, company, [], []);

    public static CallTarget Target(Guid id) => new(CallTargetKind.Application, Application: Application, DestinationId: id);

    public Menu? FindMenu(Guid id) => Menus.FirstOrDefault(menu => menu.Id == id);

    public TimeCondition? FindCondition(Guid id) => Conditions.FirstOrDefault(condition => condition.Id == id);

    /// <summary>The menu or condition whose number this is; null: none.</summary>
    public Guid? At(string number) =>
        Menus.FirstOrDefault(menu => menu.Extension == number)?.Id
        ?? Conditions.FirstOrDefault(condition => condition.Extension == number || condition.NightCode == number)?.Id;

    public string? NameOf(Guid id) => FindMenu(id)?.Name ?? FindCondition(id)?.Name;

    /// <summary>Adds it, or changes the one with its id; nothing happens when another has its extension, or a call would go round.</summary>
    public IEnumerable<object> Put(Menu menu) =>
        IsOfAnother(menu.Id, menu.Extension) || With(menu).IsRound(menu.Id) ? []
        : FindMenu(menu.Id) is { } same
            ? same.IsSameAs(menu) ? []
                : [new MenuChanged(Id, menu)]
        : Menus.Count < Most ? [new MenuAdded(Id, CompanyId, menu)]
        : [];

    /// <summary>Adds it, or changes the one with its id; whether it is night stays as it is.</summary>
    public IEnumerable<object> Put(TimeCondition condition)
    {
        if (
            IsOfAnother(condition.Id, condition.Extension)
            || (condition.NightCode is { } code && IsOfAnother(condition.Id, code))
            || With(condition).IsRound(condition.Id)
        )
        {
            return [];
        }

        if (FindCondition(condition.Id) is not { } same)
        {
            return Conditions.Count < Most ? [new TimeConditionAdded(Id, CompanyId, condition with { IsNight = false })] : [];
        }

        condition = condition with { IsNight = same.IsNight };
        return same == condition ? [] : [new TimeConditionChanged(Id, condition)];
    }

    public IEnumerable<object> RemoveMenu(Guid id) => FindMenu(id) is null ? [] : [new MenuRemoved(Id, id)];

    public IEnumerable<object> RemoveCondition(Guid id) => FindCondition(id) is null ? [] : [new TimeConditionRemoved(Id, id)];

    public IEnumerable<object> SwitchNight(Guid id, bool isOn) =>
        FindCondition(id) is { } condition && condition.IsNight != isOn ? [new NightSwitched(Id, id, isOn)] : [];

    public CompanyMenus With(Menu menu) => this with { Menus = [.. Menus.Where(one => one.Id != menu.Id), menu] };

    public CompanyMenus With(TimeCondition condition) =>
        this with
        {
            Conditions = [.. Conditions.Where(one => one.Id != condition.Id), condition],
        };

    /// <summary>A call that comes there could come there again without a key of the caller's, and so for ever.</summary>
    public bool IsRound(Guid start)
    {
        var seen = new HashSet<Guid>();
        var open = new Stack<Guid>(Next(start));
        while (open.TryPop(out var id))
        {
            if (id == start)
            {
                return true;
            }

            if (seen.Add(id))
            {
                foreach (var next in Next(id))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    IEnumerable<Guid> Next(Guid id) =>
        (FindMenu(id)?.WithoutKey ?? FindCondition(id)?.Targets ?? []).Select(target => Inside(target)).OfType<Guid>();

    /// <summary>The menu or condition that it leads to, also by its extension; null: it leads away from here.</summary>
    public Guid? Inside(CallTarget target) =>
        target is { Kind: CallTargetKind.Application, Application: Application, DestinationId: { } destination } ? destination
        : target is { Kind: CallTargetKind.Number, Number: { } number } ? At(number)
        : null;

    bool IsOfAnother(Guid own, string number) => At(number) is { } holder && holder != own;

    public static CompanyMenus Create(MenuAdded added) => None(added.MenusId, added.CompanyId).Apply(added);

    public static CompanyMenus Create(TimeConditionAdded added) => None(added.MenusId, added.CompanyId).Apply(added);

    public CompanyMenus Apply(MenuAdded added) => With(added.Menu);

    public CompanyMenus Apply(MenuChanged changed) =>
        this with
        {
            Menus = [.. Menus.Select(menu => menu.Id == changed.Menu.Id ? changed.Menu : menu)],
        };

    public CompanyMenus Apply(MenuRemoved removed) => this with { Menus = [.. Menus.Where(menu => menu.Id != removed.MenuId)] };

    public CompanyMenus Apply(TimeConditionAdded added) => With(added.Condition);

    public CompanyMenus Apply(TimeConditionChanged changed) => Changed(changed.Condition.Id, _ => changed.Condition);

    public CompanyMenus Apply(TimeConditionRemoved removed) =>
        this with
        {
            Conditions = [.. Conditions.Where(condition => condition.Id != removed.ConditionId)],
        };

    public CompanyMenus Apply(NightSwitched switched) =>
        Changed(switched.ConditionId, condition => condition with { IsNight = switched.IsOn });

    CompanyMenus Changed(Guid id, Func<TimeCondition, TimeCondition> change) =>
        this with
        {
            Conditions = [.. Conditions.Select(condition => condition.Id == id ? change(condition) : condition)],
        };
}
