using System.Text;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Survival;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>What of calls lies on the disk for the case that the process dies (R2).</summary>
[Spec("R2")]
public sealed class KeptCallsTests : IDisposable
{
    static readonly CallId Call = new(new Guid("01994f00-0000-7000-8000-000000000001"));
    static readonly LineId Line = new(new Guid("00000000-0000-0000-0000-00000000a201"));

    readonly TemporaryFolder _folder = new();
    readonly FakeTimeProvider _time = new(PaperCalls.Monday);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_kept_is_what_the_next_run_reads()
    {
        var call = AnnaTalksAbroad(Call, Line);
        var leg = TrunkLegOf(call);
        await Run(kept =>
        {
            kept.Keep(PaperCalls.Garage, call with { NextLeg = 1 });
            kept.Keep(leg);
            kept.Keep(PaperCalls.Garage, call);
        });

        var (calls, legs) = Open().Survivors;
        Assert.Equal([new KeptCall(PaperCalls.Garage, call)], calls);
        var read = Assert.Single(legs);
        Assert.Equal(leg.Dialog.Routes, read.Dialog.Routes);
        Assert.Equal(leg, read with { Dialog = leg.Dialog });
        Assert.Equal(leg.Dialog, read.Dialog with { Routes = leg.Dialog.Routes });
    }

    [Fact]
    public async Task What_was_dropped_is_not_read()
    {
        var call = AnnaTalksAbroad(Call, Line);
        await Run(kept => kept.Keep(PaperCalls.Garage, call));
        await Run(kept =>
        {
            kept.Keep(PaperCalls.Garage, call with { NextLeg = 5 });
            kept.Drop(Call);
        });

        Assert.Empty(Open().Survivors.Calls);
        Assert.DoesNotContain(await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "kept"), Ct), written => written != 0);
    }

    [Fact]
    public async Task A_torn_entry_costs_its_own_call_and_no_other()
    {
        var other = new CallId(new Guid("01994f00-0000-7000-8000-000000000002"));
        await Run(kept =>
        {
            kept.Keep(PaperCalls.Garage, AnnaTalksAbroad(Call, Line));
            kept.Keep(PaperCalls.Garage, AnnaTalksAbroad(other, Line));
        });
        var path = Path.Combine(_folder.Path, "kept");
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes.AsSpan(40, 200).Clear(); // of the first
        await File.WriteAllBytesAsync(path, bytes, Ct);

        Assert.Equal(other, Assert.Single(Open().Survivors.Calls).Call.Id);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)] // the phone's dialog is not known
    [InlineData(false, true, false)] // it has ended
    public async Task A_call_goes_on_that_the_journal_has_no_end_of_and_whose_legs_are_known(bool isOpen, bool hasLeg, bool goesOn)
    {
        var call = AnnaTalksAbroad(Call, Line);
        await Run(kept =>
        {
            kept.Keep(PaperCalls.Garage, call);
            if (hasLeg)
            {
                kept.Keep(TrunkLegOf(call));
            }
        });

        var cutOff = new CutOffCalls(Open());
        var others = cutOff.Decide(isOpen ? [new OpenCall(PaperCalls.Garage.Value, Call.Value)] : []);

        Assert.Equal(goesOn ? [Call.Value] : [], others);
        Assert.Equal(goesOn ? 1 : 0, (await cutOff.GoOn).Count);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task Nobody_finds_themselves_in_a_call_again_that_was_cut_off_long_ago(int seconds, bool goesOn)
    {
        var call = AnnaTalksAbroad(Call, Line);
        await Run(kept =>
        {
            kept.Keep(PaperCalls.Garage, call);
            kept.Keep(TrunkLegOf(call));
        });
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(goesOn ? 1 : 0, new CutOffCalls(Open()).Decide([new OpenCall(PaperCalls.Garage.Value, Call.Value)]).Count);
    }

    [Fact]
    public async Task The_keys_of_the_sound_are_sealed_in_it()
    {
        const string said =
            "v=0\r\no=- 77 3 IN IP4 10.0.0.1\r\ns=-\r\nm=audio 20000 RTP/SAVP 8\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret\r\n";
        var past = LegPast.Of(said + "a=crypto:2 AEAD_AES_128_GCM inline:other\r\n");
        var keys = new KeptKeys(new EphemeralDataProtectionProvider());

        await Run(kept => kept.Keep(TrunkLegOf(AnnaTalksAbroad(Call, Line)) with { Past = keys.Seal(past) }));

        Assert.DoesNotContain(
            "inline",
            Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(_folder.Path, "kept"))),
            StringComparison.Ordinal
        );
        var kept = Open().Survivors.Legs.Single().Past!;
        Assert.Equal(past, keys.Open(kept));
        Assert.Equal("1 AES_CM_128_HMAC_SHA1_80 inline:secret\n2 AEAD_AES_128_GCM inline:other", past!.Keys);
        Assert.DoesNotContain("secret", past.ToString(), StringComparison.Ordinal);
        Assert.Equal(past with { Keys = "" }, new KeptKeys(new EphemeralDataProtectionProvider()).Open(kept));
        Assert.Equal(past with { Keys = "" }, keys.Open(kept with { Keys = null! })); // as an earlier version kept it
        Assert.Null(LegPast.Of("v=0\r\no=- x 3 IN IP4 10.0.0.1\r\nm=audio 20000 RTP/AVP 8\r\n"));
    }

    internal static CallSnapshot AnnaTalksAbroad(CallId call, LineId line) =>
        new(
            call,
            call,
            PaperCalls.Monday,
            PaperCalls.Monday.AddSeconds(5),
            new PartySnapshot(
                new UserId(PaperCalls.Anna),
                "Anna de Vries",
                "201",
                IsOutside: false,
                new LegSnapshot(LegId.OfCaller(call), new Endpoint.Browser(line), HeldThere: false),
                PaperCalls.Monday.AddSeconds(9),
                Muted: true,
                Counted: null,
                Recording: new RecordingSnapshot(IsAutomatic: true, IsPaused: true, IsKept: false, "+4930123456", Part: 1)
            ),
            new PartySnapshot(
                User: null,
                "",
                "+4930123456",
                IsOutside: true,
                new LegSnapshot(new LegId(call, 1), new Endpoint.Trunk(new TrunkId(PaperCalls.Bram), "+4930123456"), HeldThere: false),
                HeldSince: null,
                Muted: false,
                new CountedCall(call, new UserId(PaperCalls.Anna), IsAbroad: true, PaperCalls.Monday, PaperCalls.Monday.AddSeconds(5))
            ),
            NextLeg: 2,
            new StorySnapshot([new StoryPart(call, new UserId(PaperCalls.Anna), null)])
        );

    static KeptLeg TrunkLegOf(CallSnapshot call) =>
        new(
            PaperCalls.Garage,
            call.Callee.Leg!.Id,
            call.Callee.Leg.Endpoint,
            new StoredSession
            {
                CallId = "a84b4c76e66710@pc33.example.com",
                Local = "<sip:anna@example.com>;tag=1928301774",
                Remote = "<sip:bob@biloxi.example.com>;tag=a6c85cf",
                RemoteTarget = "sip:bob@192.0.2.4",
                Contact = "sip:anna@local.invalid",
                Routes = ["<sip:proxy.example.com;lr>"],
                LocalSequence = 12,
                RemoteSequence = 7,
                Protocol = SipProtocol.Udp,
                FlowLocal = "192.0.2.1:5060",
                FlowRemote = "192.0.2.4:5060",
            },
            new LegPast(7, 2, "RTP/AVP", Keys: ""),
            "192.0.2.1",
            SignalledFrom: null,
            IsIncoming: false
        );

    /// <summary>Until all is written.</summary>
    async Task Run(Action<KeptCalls> action)
    {
        using var kept = Open();
        await kept.StartAsync(Ct);
        action(kept);
        await kept.StopAsync(Ct);
    }

    KeptCalls Open() => new(new KeptFiles(_folder.Path, NullLogger<KeptFiles>.Instance), _time, NullLogger<KeptCalls>.Instance);
}
