using ConnectMe.Identity;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.Configuration;

namespace ConnectMe.Modules.Tests.Identity;

[Spec("A1-02")]
public sealed class DemoTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_demo_is_made_once()
    {
        await using var store = await postgres.NewStore(IdentityModule.Documents);

        await new DemoSeed(store, Asked("true"), [], TimeProvider.System).StartAsync(Ct);
        await new DemoSeed(store, Asked("true"), [], TimeProvider.System).StartAsync(Ct);

        await using var query = store.QueryFor(new CompanyId(DemoCompany.Id));
        var people = await query.Query<User>().OrderBy(u => u.Extension).ToListAsync(Ct);
        Assert.Equal(["201", "202", "203", "204", "205", "206"], people.Select(p => p.Extension));
        Assert.Equal("Garage Hofstra", (await query.LoadAsync<Company>(DemoCompany.Id, Ct))?.Name);
        Assert.Equal(13, await query.Events.QueryAllRawEvents().CountAsync(Ct));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public async Task Any_other_start_makes_nobody(string? demo)
    {
        await using var store = await postgres.NewStore(IdentityModule.Documents);

        await new DemoSeed(store, Asked(demo), [], TimeProvider.System).StartAsync(Ct);

        await using var query = store.QuerySession();
        Assert.False(await query.Query<SignInName>().AnyAsync(Ct));
    }

    static IConfiguration Asked(string? demo) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("demo", demo)]).Build();

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
