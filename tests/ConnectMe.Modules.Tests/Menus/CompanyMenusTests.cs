using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Modules.Tests.Menus;

/// <summary>What a company's menus and time conditions decide.</summary>
public sealed class CompanyMenusTests
{
    static readonly CallTarget ToAnna = new(CallTargetKind.Colleague, PersonId: Guid.NewGuid());

    readonly Menu _menu = new(Guid.NewGuid(), "Hoofdmenu", "261") { Keys = [new MenuKey('1', ToAnna)], Otherwise = ToAnna };
    readonly TimeCondition _hours = new(Guid.NewGuid(), "Tijden", "260")
    {
        WhenOpen = ToAnna,
        WhenClosed = ToAnna,
        NightCode = "*28",
    };

    CompanyMenus _all = CompanyMenus.None(Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    [Spec("A11-03")]
    public void They_are_added_changed_and_removed_and_an_extension_is_given_once()
    {
        Decide(all => all.Put(_menu));
        Decide(all => all.Put(_hours));
        Assert.Equal((_menu.Id, _hours.Id, _hours.Id, null), (_all.At("261"), _all.At("260"), _all.At("*28"), _all.At("262")));
        Assert.Empty(_all.Put(_menu with { Keys = [new MenuKey('1', ToAnna)] })); // the same
        Assert.Empty(_all.Put(new Menu(Guid.NewGuid(), "Ander", "260")));
        Assert.Empty(_all.Put(new TimeCondition(Guid.NewGuid(), "Ander", "261")));
        Assert.Empty(_all.Put(new TimeCondition(Guid.NewGuid(), "Ander", "269") { NightCode = "*28" }));

        Assert.IsType<MenuChanged>(Assert.Single(Decide(all => all.Put(_menu with { Repeats = 4 }))));
        Assert.Equal(4, _all.FindMenu(_menu.Id)!.Repeats);
        Decide(all => all.RemoveMenu(_menu.Id));
        Decide(all => all.RemoveCondition(_hours.Id));
        Assert.Empty(_all.Menus);
        Assert.Empty(_all.Conditions);
        Assert.Empty(_all.RemoveMenu(_menu.Id));
    }

    [Fact]
    [Spec("A11-03")]
    public void A_night_switch_stays_as_it_is_when_the_rest_changes()
    {
        Decide(all => all.Put(_hours));
        Decide(all => all.SwitchNight(_hours.Id, isOn: true));
        Assert.Empty(_all.SwitchNight(_hours.Id, isOn: true));
        Assert.Empty(_all.SwitchNight(Guid.NewGuid(), isOn: true));

        Decide(all => all.Put(_hours with { Name = "Uren" }));

        Assert.True(_all.FindCondition(_hours.Id) is { IsNight: true, Name: "Uren" });
    }

    [Fact]
    [Spec("A11-03")]
    public void Without_a_key_nothing_leads_round_and_with_one_it_may()
    {
        Decide(all => all.Put(_menu));
        Decide(all => all.Put(_hours with { WhenOpen = CompanyMenus.Target(_menu.Id) }));

        Assert.Empty(_all.Put(_hours with { AtNight = CompanyMenus.Target(_hours.Id) }));
        Assert.Empty(_all.Put(_hours with { OnHolidays = new CallTarget(CallTargetKind.Number, "260") }));
        Assert.Empty(_all.Put(_menu with { Otherwise = CompanyMenus.Target(_menu.Id) }));
        Assert.Empty(_all.Put(_menu with { WhenClosed = CompanyMenus.Target(_hours.Id) }));
        Assert.Single(_all.Put(_menu with { Keys = [new MenuKey('9', CompanyMenus.Target(_hours.Id))] }));
        Assert.Single(_all.Put(_menu with { Keys = [new MenuKey('9', CompanyMenus.Target(_menu.Id))] }));
    }

    [Fact]
    public void There_are_not_more_than_so_many()
    {
        for (var number = 0; number < CompanyMenus.Most; number++)
        {
            Decide(all => all.Put(new Menu(Guid.NewGuid(), $"Menu {number}", $"{1000 + number}")));
        }

        Assert.Equal(CompanyMenus.Most, _all.Menus.Count);
        Assert.Empty(_all.Put(_menu));
        Assert.Single(_all.Put(_hours));
    }

    List<object> Decide(Func<CompanyMenus, IEnumerable<object>> decide)
    {
        var happened = decide(_all).ToList();
        foreach (var one in happened)
        {
            _all = one switch
            {
                MenuAdded added => _all.Apply(added),
                MenuChanged changed => _all.Apply(changed),
                MenuRemoved removed => _all.Apply(removed),
                TimeConditionAdded added => _all.Apply(added),
                TimeConditionChanged changed => _all.Apply(changed),
                TimeConditionRemoved removed => _all.Apply(removed),
                NightSwitched switched => _all.Apply(switched),
                _ => throw new ArgumentOutOfRangeException(nameof(decide), one, "unknown"),
            };
        }

        return happened;
    }
}
