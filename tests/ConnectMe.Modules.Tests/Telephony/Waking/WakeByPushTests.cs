using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using ConnectMe.Telephony.Waking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectMe.Modules.Tests.Telephony.Waking;

/// <summary>Sanne gave her browser, and has no page open; Bram calls her.</summary>
public sealed class WakeByPushTests(WakeByPushTests.WithPushService host) : IClassFixture<WakeByPushTests.WithPushService>, IAsyncLifetime
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Sanne = UserOf("203");
    static readonly UserId Bram = UserOf("202");
    readonly LineId _sannes = new(Guid.NewGuid());
    readonly LineId _brams = new(Guid.NewGuid());
    readonly PushReader _browser = new();
    readonly string _name = Guid.NewGuid().ToString("n");
    readonly Administrator _sanne = new(host, "sanne");

    PushService Service => host.Service;

    ISwitchboardGrain Switchboard => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    public async ValueTask InitializeAsync()
    {
        await Switchboard.Post(new SwitchboardInput.LineUp(_brams, Bram));
        await Give(Service.EndpointOf(_name));
        await Switchboard.Post(new SwitchboardInput.ConfigurationChanged(await _sanne.Configuration())); // it is told so by itself, soon
    }

    public async ValueTask DisposeAsync()
    {
        await Switchboard.Post(new SwitchboardInput.LineDown(_brams, Bram, SignedOut: true));
        await Switchboard.Post(new SwitchboardInput.LineDown(_sannes, Sanne, SignedOut: true));
        await _sanne.Do("/push/stop", ("endpoint", Service.EndpointOf(_name)));
        _browser.Dispose();
    }

    [Fact]
    [Spec("B1", "M3.1-05")]
    public async Task The_browser_is_told_who_calls_and_the_call_waits_for_its_line_and_rings_there()
    {
        var dialled = Stopwatch.GetTimestamp();
        var call = await Dial();

        var ring = await Next("ring", call);
        Assert.True(Stopwatch.GetElapsedTime(dialled) < TimeSpan.FromSeconds(5));
        Assert.Equal("Bram Hofstra belt", ring.Title);
        Assert.Equal(("202", "Aannemen"), (ring.Body, ring.Answer));
        await Eventually.Is(async () => (await Switchboard.CallsOf(Bram)).Calls.Single(c => c.Id == call).State is CallState.RingingOut);

        await Switchboard.Post(new SwitchboardInput.LineUp(_sannes, Sanne)); // she opened the page
        await Switchboard.Post(new SwitchboardInput.Answer(call, Sanne, _sannes));
        Assert.Equal(CallState.Active, (await Switchboard.CallsOf(Sanne)).Calls.Single(c => c.Id == call).State);
        await Next("over", call); // the notification goes

        await Switchboard.Post(new SwitchboardInput.HangUp(call, Bram));
    }

    [Fact]
    [Spec("B1")]
    public async Task A_caller_who_gives_up_is_told_as_missed_in_the_place_of_what_rang()
    {
        var call = await Dial();
        await Next("ring", call);
        var topic = _last!.Headers["Topic"];

        await Switchboard.Post(new SwitchboardInput.HangUp(call, Bram));

        Assert.Equal("Gemiste oproep van Bram Hofstra", (await Next("missed", call)).Title);
        Assert.Equal(topic, _last.Headers["Topic"]); // RFC 8030 §5.4: an undelivered ring is replaced
    }

    [Fact]
    [Spec("B1")]
    public async Task The_message_says_who_we_are_how_urgent_it_is_and_how_long_it_is_worth_something()
    {
        var call = await Dial();
        await Next("ring", call);
        await Switchboard.Post(new SwitchboardInput.HangUp(call, Bram));

        var ring = _last!;
        Assert.Equal(("45", "high", "aes128gcm"), (ring.Headers["TTL"], ring.Headers["Urgency"], ring.Headers["Content-Encoding"]));
        Assert.Matches("^[A-Za-z0-9_-]{1,32}$", ring.Headers["Topic"]);
        var (token, key) = ring.Headers["Authorization"]["vapid t=".Length..].Split(", k=") is [var t, var k] ? (t, k) : ("", "");
        Assert.Equal((await _sanne.Open("/push/key")).Body, key);
        var parts = token.Split('.');
        var point = PushReader.Bytes(key);
        using var verifier = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        Assert.True(
            verifier.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                PushReader.Bytes(parts[2]),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            )
        );
        using var claims = JsonDocument.Parse(PushReader.Bytes(parts[1]));
        Assert.Equal(Service.Origin, claims.RootElement.GetProperty("aud").GetString());
        Assert.Equal("https://localhost", claims.RootElement.GetProperty("sub").GetString());
        var expires = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        Assert.InRange(expires - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1), TimeSpan.FromHours(24)); // RFC 8292 §2
    }

    [Fact]
    [Spec("B1")]
    public async Task A_browser_that_is_gone_is_forgotten_and_the_caller_hears_at_once_that_nobody_is_there()
    {
        Service.Gone.Add(_name);

        var call = await Dial();

        await Eventually.Is(async () =>
            (await Switchboard.CallsOf(Bram)).Calls.All(c => c.Id != call || c.Outcome is CallOutcome.Unreachable)
        );
        await Eventually.Is(async () => !(await _sanne.Configuration()).Wakeable.Contains(Sanne.Value));
    }

    [Fact]
    [Spec("B1")]
    public async Task A_page_that_asks_for_its_calls_is_alive_and_a_line_that_is_only_open_is_not()
    {
        await Switchboard.Post(new SwitchboardInput.LineUp(_sannes, Sanne));
        var shown = await Dial();
        await _sanne.Open("/call-widget"); // as a page does that hears of a change
        await Switchboard.Post(new SwitchboardInput.HangUp(shown, Bram));

        var dialled = Stopwatch.GetTimestamp();
        var asleep = await Dial();

        await Next("ring", asleep); // the first that comes: of the other call there was none
        Assert.InRange(Stopwatch.GetElapsedTime(dialled), CallWaker.Patience, TimeSpan.FromSeconds(5));
        await Switchboard.Post(new SwitchboardInput.HangUp(asleep, Bram));
        await Next("missed", asleep);
    }

    [Fact]
    [Spec("B1", "M15-02")]
    public async Task Who_signed_out_in_a_browser_is_not_told_of_calls_there()
    {
        var joost = new Administrator(host, "joost");
        await joost.Do("/push", Fields(Service.EndpointOf("joosts")));
        await Eventually.Is(async () => (await _sanne.Configuration()).Wakeable.Contains(UserOf("204").Value));

        await (await joost.Browser()).SignOut();

        await Eventually.Is(async () => !(await _sanne.Configuration()).Wakeable.Contains(UserOf("204").Value));
    }

    [Fact]
    [Spec("B1")]
    public async Task What_no_browser_would_give_is_refused()
    {
        var endpoint = Service.EndpointOf("other");
        foreach (
            var fields in new (string, string)[][]
            {
                [.. Fields("http://push.example/x")],
                [.. Fields("")],
                [("endpoint", endpoint), ("key", "AAAA"), ("secret", Base64Url.EncodeToString(_browser.Secret))],
                [("endpoint", endpoint), ("key", Base64Url.EncodeToString(_browser.Key)), ("secret", "x")],
                [("endpoint", endpoint), ("key", new string('A', 100_000)), ("secret", "%%%")],
            }
        )
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _sanne.Post("/push", fields)).Status);
        }
    }

    [Fact]
    [Spec("B1")]
    public async Task A_name_that_leads_into_the_network_is_not_connected_to()
    {
        using var sender = new PushSender(
            new PushSettings { TrustedRoot = Service.TrustedRoot },
            host.Services.GetRequiredService<VapidKeys>(),
            TimeProvider.System,
            NullLogger<PushSender>.Instance
        );
        PushSubscription To(string endpoint) =>
            new(Guid.NewGuid(), Sanne.Value, Guid.NewGuid(), endpoint, _browser.Key, _browser.Secret, "https://localhost", "nl", default);
        var ct = TestContext.Current.CancellationToken;

        Assert.Equal(PushOutcome.Failed, await sender.Send(To("https://localhost/x"), [1], "t", TimeSpan.FromSeconds(1), ct));
        Assert.Equal(PushOutcome.Gone, await sender.Send(To(Service.EndpointOf("x")), [1], "t", TimeSpan.FromSeconds(1), ct)); // not usable any more

        using var own = new PushSender(
            new PushSettings { TrustedRoot = Service.TrustedRoot, PrivateServices = true },
            host.Services.GetRequiredService<VapidKeys>(),
            TimeProvider.System,
            NullLogger<PushSender>.Instance
        );
        Assert.Equal(
            PushOutcome.Accepted,
            await own.Send(To($"https://localhost:{Service.Port}/{_name}"), "{}"u8.ToArray(), "t", TimeSpan.FromSeconds(1), ct)
        );
        Assert.Equal("{}", _browser.Read((await Service.Next(_name)).Body));
    }

    Pushed? _last;

    /// <summary>The next message, which is of this kind and call.</summary>
    async Task<PushMessage> Next(string kind, CallId call)
    {
        _last = await Service.Next(_name);
        var message = JsonSerializer.Deserialize<PushMessage>(_browser.Read(_last.Body), JsonSerializerOptions.Web)!;
        Assert.Equal((kind, call.Value), (message.Kind, message.Call));
        return message;
    }

    async Task<CallId> Dial()
    {
        var call = new CallId(Guid.CreateVersion7());
        await Switchboard.Post(new SwitchboardInput.Dial(call, Bram, _brams, "203"));
        return call;
    }

    async Task Give(string endpoint) => await _sanne.Do("/push", Fields(endpoint));

    (string, string)[] Fields(string endpoint) =>
        [("endpoint", endpoint), ("key", Base64Url.EncodeToString(_browser.Key)), ("secret", Base64Url.EncodeToString(_browser.Secret))];

    static UserId UserOf(string extension) => new(Guid.Parse(Administrator.PersonId(extension)));

    public sealed class WithPushService(PostgresFixture postgres) : ConnectMeHost(postgres), IAsyncLifetime
    {
        public PushService Service { get; } = new();

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await Service.Start();
            await InitializeAsync();
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await DisposeAsync();
            await Service.DisposeAsync();
        }

        protected override void Configure(IServiceCollection services) =>
            services.AddSingleton(new PushSettings { PrivateServices = true, TrustedRoot = Service.TrustedRoot });
    }
}
