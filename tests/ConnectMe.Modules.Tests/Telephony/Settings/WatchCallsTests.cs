using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

public sealed class WatchCallsTests(WatchCallsTests.Host host) : IClassFixture<WatchCallsTests.Host>
{
    static readonly Guid Call = new("0199a0c1-0000-7000-8000-000000000001");
    readonly Administrator _anna = new(host);

    [Fact]
    [Spec("A12-02", "B14")]
    public async Task A_running_call_is_shown_with_how_its_legs_do()
    {
        host.Calls.Running.Add(
            new LiveCall(
                Call,
                DateTimeOffset.UnixEpoch,
                AnsweredAt: null,
                "Bram Hofstra (202)",
                "+31 6 12345678",
                [
                    new LiveLeg(DeviceKind.Browser, "", 0, TimeSpan.Zero, Mos: null),
                    new LiveLeg(DeviceKind.Trunk, "PCMA", 0.012, TimeSpan.FromMilliseconds(7), 4.1),
                ]
            )
        );

        var row = (await _anna.Open("/admin/calls")).Text($"#call-{Call}");

        Assert.Contains("Bram Hofstra (202) → +31 6 12345678", row, StringComparison.Ordinal);
        Assert.Contains(
            "Trunk: PCMA · 1,2%",
            row.Replace("\u00A0", "", StringComparison.Ordinal).Replace(" %", "%", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("7 ms · MOS 4,1", row, StringComparison.Ordinal);
        await _anna.Do($"/admin/calls/{Call}/end"); // it is nobody's: nothing ends, nothing fails
    }

    [Fact]
    [Spec("A12-02")]
    public async Task The_messages_of_a_call_are_shown_masked_unless_asked_otherwise()
    {
        var masked = await _anna.Open($"/admin/calls/{Call}");
        var whole = await _anna.Open($"/admin/calls/{Call}?masked=false");

        Assert.Contains("INVITE sip:*********78", masked.Text("#ladder"), StringComparison.Ordinal);
        Assert.Contains("INVITE sip:+31612345678", whole.Text("#ladder"), StringComparison.Ordinal);
        Assert.Contains("<sip:x>", whole.Text("#ladder"), StringComparison.Ordinal); // text, not markup
        Assert.Contains(
            "geen SIP-berichten",
            (await _anna.Open($"/admin/calls/{Guid.NewGuid()}")).Text(".page > .note"),
            StringComparison.Ordinal
        );
    }

    public sealed class Host(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        internal PaperLadder Calls { get; } = new();

        protected override void Configure(IServiceCollection services)
        {
            services.RemoveAll<ILiveCalls>();
            services.RemoveAll<ISipLadders>();
            services.AddSingleton<ILiveCalls>(Calls);
            services.AddSingleton<ISipLadders>(Calls);
        }
    }

    /// <summary>What the switchboard and the endpoint would tell.</summary>
    internal sealed class PaperLadder : ILiveCalls, ISipLadders
    {
        public List<LiveCall> Running { get; } = [];

        public IReadOnlyList<LiveCall> Of(CompanyId company) => company.Value == DemoCompany.Id ? Running : [];

        public IReadOnlyList<LadderStep> Of(Guid company, Guid call, bool masked) =>
            company == DemoCompany.Id && call == Call
                ?
                [
                    new LadderStep(
                        DateTimeOffset.UnixEpoch,
                        Sent: true,
                        "192.0.2.1:5060/UDP",
                        "INVITE",
                        $"INVITE sip:{(masked ? "*********78" : "+31612345678")}@x\r\nFrom: <sip:x>\r\n"
                    ),
                ]
                : [];
    }
}
