using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class EndCallTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Fact]
    [Spec("A12-02")]
    public async Task The_administrator_sees_a_call_of_others_and_ends_it()
    {
        var anna = new Administrator(host);
        var switchboard = host
            .Services.GetRequiredService<IGrainFactory>()
            .GetGrain<ISwitchboardGrain>(new CompanyId(DemoCompany.Id).ToString());
        var (bram, sanne) = (new UserId(Guid.Parse(Administrator.PersonId("202"))), new UserId(Guid.Parse(Administrator.PersonId("203"))));
        var (brams, sannes) = (new LineId(Guid.NewGuid()), new LineId(Guid.NewGuid()));
        var call = new CallId(Guid.CreateVersion7());
        await switchboard.Post(new SwitchboardInput.LineUp(brams, bram));
        await switchboard.Post(new SwitchboardInput.LineUp(sannes, sanne));
        await switchboard.Post(new SwitchboardInput.Dial(call, bram, brams, "203"));
        await switchboard.Post(new SwitchboardInput.Answer(call, sanne, sannes));

        // The list is fed by the one reader of effects.
        var live = host.Services.GetRequiredService<ILiveCalls>();
        await Eventually.Is(() => live.Of(new CompanyId(DemoCompany.Id)).Any(c => c.Call == call.Value && c.AnsweredAt is not null));
        Assert.Contains("Bram Hofstra", (await anna.Open("/admin/calls")).Text($"#call-{call.Value}"), StringComparison.Ordinal);
        Assert.Contains((await switchboard.CallsOf(sanne)).Calls, view => view.Id == call && view.State != CallState.Ended);

        await anna.Do($"/admin/calls/{call.Value}/end");

        Assert.DoesNotContain((await switchboard.CallsOf(sanne)).Calls, view => view.Id == call && view.State != CallState.Ended);
        Assert.DoesNotContain((await switchboard.CallsOf(bram)).Calls, view => view.Id == call && view.State != CallState.Ended);
    }
}
