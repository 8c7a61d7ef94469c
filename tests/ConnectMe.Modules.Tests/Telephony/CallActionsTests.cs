using System.Net;
using AngleSharp.Dom;
using ConnectMe.Identity.Demo;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony;

/// <summary>The buttons of the call widget, as a browser presses them.</summary>
public sealed class CallActionsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>, IAsyncLifetime
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    readonly Phone _anna = new("anna", "201");
    readonly Phone _bram = new("bram", "202");
    readonly Phone _sanne = new("sanne", "203");

    ISwitchboardGrain Switchboard => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    public async ValueTask InitializeAsync()
    {
        foreach (var phone in new[] { _anna, _bram, _sanne })
        {
            phone.Browser = host.NewBrowser();
            await phone.Browser.SignIn(phone.Name);
            phone.Token = (await phone.Browser.Open("/calls")).Document.QuerySelector("meta[name=csrf]")!.GetAttribute("content")!;
            await Switchboard.Post(new SwitchboardInput.LineUp(phone.Line, phone.User));
        }
    }

    [Fact]
    [Spec("M1.1-01", "M1.1-03", "M6.1-01", "M6.3-01", "M6.4.1-01", "M6.4.2-01", "M6.4.3-01", "M6.4.4-02")]
    public async Task A_call_goes_its_way_by_the_buttons()
    {
        var ringing = Call(await Dial(_anna, "2-0-2"));
        var call = ringing.GetAttribute("data-call")!;
        Assert.Equal("ringing-out", ringing.GetAttribute("data-state"));
        Assert.Equal("incoming", await StateAt(_bram));

        Assert.Equal("active", StateOf(await Press(_bram, call, "answer")));
        Assert.Equal(_bram.Line.Value.ToString(), Call(await Widget(_bram)).GetAttribute("data-line"));
        Assert.Equal("active", await StateAt(_anna));

        Assert.Equal("held", StateOf(await Press(_anna, call, "hold")));
        Assert.Equal("active", StateOf(await Press(_anna, call, "resume")));
        Assert.Equal("true", Call(await Press(_anna, call, "mute")).GetAttribute("data-muted"));
        Assert.Equal("false", Call(await Press(_anna, call, "unmute")).GetAttribute("data-muted"));
        Assert.Equal(HttpStatusCode.OK, (await Press(_anna, call, "digits", ("digits", "12#"))).Status);

        Assert.Null((await Press(_anna, call, "hang-up")).Document.QuerySelector("[data-call]"));
        Assert.Equal("ended", await StateAt(_bram));
        await Press(_bram, call, "hang-up");
    }

    [Theory]
    [InlineData("112", "Noodnummers")]
    [InlineData("+31 112", "Noodnummers")]
    [InlineData("", "Typ een nummer")]
    [InlineData("<script>", "geen nummer")]
    [Spec("M2.1-03")]
    public async Task What_is_not_called_is_refused_with_a_word_and_no_call(string target, string word)
    {
        var answer = await Dial(_anna, target);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(word, answer.Body, StringComparison.Ordinal);
        Assert.Empty((await Switchboard.CallsOf(_anna.User)).Calls);
    }

    [Fact]
    [Spec("M2.1-03", "M2-07")]
    public async Task The_refusal_is_in_the_language_of_the_user()
    {
        var answer = await _anna.Browser.Post(
            "/calls/dial",
            [KeyValuePair.Create("target", "112")],
            ("RequestVerificationToken", _anna.Token),
            ("Cookie", "__Host-connectme-language=c%3Den%7Cuic%3Den")
        );

        Assert.Contains("emergency numbers", answer.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_note_with_a_call_is_the_users_own_and_stands_in_their_log()
    {
        var call = Call(await Dial(_anna, "202")).GetAttribute("data-call")!;
        await Press(_bram, call, "answer");

        Assert.Equal(
            "Wants a quotation\nfor the van",
            NoteIn(await Press(_anna, call, "note", ("note", " Wants a quotation\r\nfor the van")))
        );
        Assert.Equal("", NoteIn(await Widget(_bram)));
        await Press(_sanne, call, "note", ("note", "I am not in it"));
        foreach (var bad in new[] { new string('x', 1001), "bell\a" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Press(_anna, call, "note", ("note", bad))).Status);
        }

        await Press(_anna, call, "hang-up");
        Assert.Contains("Wants a quotation\nfor the van", await Logged(_anna, call, "quotation"), StringComparison.Ordinal);
        await Press(_bram, call, "hang-up"); // closes the notice: for the switchboard the call is over
        await Press(_anna, call, "note", ("note", "Called back"));
        Assert.DoesNotContain("quotation", await Logged(_anna, call, "Called back"), StringComparison.Ordinal);
        Assert.DoesNotContain("Called back", await Logged(_bram, call, ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digits", "abc")]
    [InlineData("digits", "")]
    public async Task Digits_that_have_no_tone_are_refused(string field, string digits)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Press(_anna, Guid.NewGuid().ToString(), "digits", (field, digits))).Status);
    }

    [Fact]
    public async Task Who_is_not_in_a_call_has_no_part_in_it()
    {
        var call = Call(await Dial(_anna, "202")).GetAttribute("data-call")!;
        foreach (var action in new[] { "answer", "refuse", "hang-up", "hold", "mute" })
        {
            var answer = await Press(_sanne, call, action);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Null(answer.Document.QuerySelector("[data-call]"));
        }

        Assert.Equal("incoming", await StateAt(_bram));
        await Press(_anna, call, "hang-up");
    }

    [Fact]
    public async Task A_line_that_is_no_id_is_no_line()
    {
        var answer = await _anna.Browser.Post(
            "/calls/dial",
            [KeyValuePair.Create("target", "202"), KeyValuePair.Create("line", "x")],
            ("RequestVerificationToken", _anna.Token)
        );

        Assert.Contains("Je lijn is nog niet klaar", answer.Text("#notice"), StringComparison.Ordinal);
        Assert.Empty((await Switchboard.CallsOf(_anna.User)).Calls);
    }

    [Fact]
    public async Task Without_the_token_or_a_sign_in_nothing_is_called()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _anna.Browser.Post("/calls/dial", [KeyValuePair.Create("target", "202")])).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await host.NewBrowser().Post("/calls/dial", [KeyValuePair.Create("target", "202")])).Status);
    }

    [Fact]
    [Spec("M15-01", "M15-02", "W3")]
    public async Task Signing_out_ends_the_calls_of_that_browsers_lines()
    {
        Assert.Equal(CallOutcome.Unreachable, (await EndedAfterSignOutOf(_sanne)).Outcome);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in new[] { _anna, _bram, _sanne })
        {
            await Switchboard.Post(new SwitchboardInput.LineDown(phone.Line, phone.User, SignedOut: true));
            foreach (var call in (await Switchboard.CallsOf(phone.User)).Calls)
            {
                await Switchboard.Post(new SwitchboardInput.HangUp(call.Id, phone.User));
            }
        }
    }

    async Task<CallView> EndedAfterSignOutOf(Phone callee)
    {
        var registry = host.Services.GetRequiredService<LineRegistry>();
        var session = (await host.Services.GetRequiredService<BrowserSessions>().Of(Company, callee.User, CancellationToken.None))[0];
        Assert.True(registry.TryClaim(callee.Line, Company, callee.User, session.Id));
        await Dial(_anna, callee.Extension);
        await callee.Browser.Post("/sign-out", [], ("RequestVerificationToken", callee.Token));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var anna = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, _anna.User);
        while ((await Switchboard.CallsOf(_anna.User)).Calls.Single() is var call)
        {
            if (call.State is CallState.Ended)
            {
                return call;
            }

            await anna.Next(TimeSpan.FromMilliseconds(300), patience.Token);
        }

        throw new InvalidOperationException("The call is gone");
    }

    static Task<Answer> Dial(Phone phone, string target) => Send(phone, "/calls/dial", ("target", target));

    static Task<Answer> Press(Phone phone, string call, string action, params (string Name, string Value)[] fields) =>
        Send(phone, $"/calls/{call}/{action}", fields);

    static Task<Answer> Send(Phone phone, string url, params (string Name, string Value)[] fields) =>
        phone.Browser.Post(
            url,
            [
                KeyValuePair.Create("line", phone.Line.Value.ToString()),
                .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ],
            ("RequestVerificationToken", phone.Token)
        );

    static Task<Answer> Widget(Phone phone) => phone.Browser.Open("/call-widget");

    static string NoteIn(Answer widget) => Call(widget).QuerySelector("textarea[name=note]")!.TextContent;

    /// <summary>What the log says of the call, once it is there with that word in it.</summary>
    static async Task<string> Logged(Phone phone, string call, string word)
    {
        string? line = null;
        await Eventually.Is(async () =>
        {
            line = (await phone.Browser.Open("/calls")).Document.QuerySelector($"#logged-{call}")?.TextContent;
            return line?.Contains(word, StringComparison.Ordinal) is true;
        });
        return line!;
    }

    static async Task<string?> StateAt(Phone phone) => StateOf(await Widget(phone));

    static string? StateOf(Answer answer) => Call(answer).GetAttribute("data-state");

    static IElement Call(Answer answer) => Assert.Single(answer.Document.QuerySelectorAll("[data-call]"));

    sealed class Phone(string name, string extension)
    {
        public string Name => name;
        public string Extension => extension;
        public UserId User { get; } = new(DemoCompany.People.Single(person => person.Extension == extension).UserId);
        public LineId Line { get; } = new(Guid.NewGuid());
        public Browser Browser { get; set; } = null!;
        public string Token { get; set; } = "";
    }
}
