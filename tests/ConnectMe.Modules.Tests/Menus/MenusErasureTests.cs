using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Menus;

/// <summary>Somebody who is erased, and a number that is, are in no menu and never were.</summary>
public sealed class MenusErasureTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    [Fact]
    [Spec("G1")]
    public async Task No_key_and_no_hour_leads_to_them_in_what_is_and_in_what_was()
    {
        var gone = Guid.NewGuid();
        var toThem = new CallTarget(CallTargetKind.Colleague, PersonId: gone);
        var toMailbox = new CallTarget(CallTargetKind.Application, Application: "voicemail", DestinationId: gone);
        var toNumber = new CallTarget(CallTargetKind.Number, "030 555 0142");
        var menu = new Menu(Guid.NewGuid(), "Gewist", "591")
        {
            Keys = [new MenuKey('1', toThem), new MenuKey('2', toNumber), new MenuKey('3', CallTarget.Nobody)],
            Otherwise = toMailbox,
            WhenClosed = toThem,
            ChargedTo = gone,
        };
        var condition = new TimeCondition(Guid.NewGuid(), "Gewist ook", "592")
        {
            WhenOpen = toThem,
            WhenClosed = toNumber,
            OnHolidays = toMailbox,
            AtNight = toNumber,
        };
        await Decide(all => all.Put(menu));
        await Decide(all => all.Put(menu with { Seconds = 9 }));
        await Decide(all => all.Put(condition));
        var erasure = new MenusErasure(Store);
        var number = new OutsideNumber(Garage.Id, Guid.NewGuid(), "+31305550142");
        Assert.Equal(3, Assert.Single(await erasure.Find(number, Ct)).Count);

        await erasure.Erase(new ErasedPerson(Garage.Id, new UserId(gone), [], []), Ct);
        await erasure.Erase(number, Ct);

        await using var query = Store.QueryFor(Garage.Id);
        var all = await query.Menus(Garage.Id, Ct);
        var left = all.FindMenu(menu.Id)!;
        Assert.Equal([new MenuKey('3', CallTarget.Nobody)], left.Keys);
        Assert.Equal((CallTarget.Nobody, CallTarget.Nobody, null, 9), (left.Otherwise, left.WhenClosed, left.ChargedTo, left.Seconds));
        var after = all.FindCondition(condition.Id)!;
        Assert.Equal(
            (CallTarget.Nobody, CallTarget.Nobody, null, null),
            (after.WhenOpen, after.WhenClosed, after.OnHolidays, after.AtNight)
        );
        Assert.Equal(0, Assert.Single(await erasure.Find(number, Ct)).Count);
        var happened = await query.Events.FetchStreamAsync(MenuStreams.Of(Garage.Id), token: Ct);
        Assert.DoesNotContain(
            happened.Select(one => System.Text.Json.JsonSerializer.Serialize(one.Data, one.Data.GetType())),
            json => json.Contains(gone.ToString(), StringComparison.Ordinal) || json.Contains("030 555 0142", StringComparison.Ordinal)
        );
    }

    async Task Decide(Func<CompanyMenus, IEnumerable<object>> decide)
    {
        await using var session = Store.SessionFor(Garage.Id);
        await session.Decide(Garage.Id, decide, Ct);
    }
}
