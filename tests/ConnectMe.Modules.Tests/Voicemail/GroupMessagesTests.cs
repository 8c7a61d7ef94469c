using System.Collections.Immutable;
using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;
using ConnectMe.Voicemail.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>Messages that are left with a group: one for all its members, on a page of their own and by phone.</summary>
public sealed class GroupMessagesTests(GroupMessagesTests.HostWithGroups host) : IClassFixture<GroupMessagesTests.HostWithGroups>
{
    const string Page = "/voicemail/groups";

    readonly OutsideCaller _caller = new(host);
    readonly Administrator _fatima = new(host, "fatima");
    readonly Administrator _bram = new(host, "bram");
    readonly Administrator _sanne = new(host, "sanne");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    ICallApplication Voicemail => host.Services.GetServices<ICallApplication>().Single(application => application.Name == "voicemail");

    [Fact]
    [Spec("M8-01", "M8-02", "M8-04", "M1.1-09", "M8.3-01")]
    public async Task Its_members_have_a_tab_with_its_messages_by_group_and_nobody_else_has()
    {
        var workshop = await _caller.LeaveWith(Workshop, name: "Juwelier Brandt", number: "+31 20 555 0999");
        var desk = await _caller.LeaveWith(Desk);
        var own = await _caller.Leave("202");

        var page = (await _bram.Open(Page)).Document;
        Assert.Equal(
            ["Persoonlijk", "Groep"],
            page.QuerySelectorAll("main .tabs a").Select(tab => tab.TextContent.Trim().Split(' ', '\n')[0])
        );
        Assert.Equal("page", page.QuerySelector($"main .tabs a[href='{Page}']")!.GetAttribute("aria-current"));
        var row = page.QuerySelector($"#group-{Workshop} #message-{workshop.Id}")!;
        Assert.Equal("Juwelier Brandt", row.QuerySelector("b.new")!.TextContent);
        Assert.Contains("+31 20 555 0999", row.QuerySelector("summary small")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("time"));
        Assert.NotNull(page.QuerySelector($"#group-{Desk} #message-{desk.Id}"));
        Assert.Null(page.QuerySelector($"#message-{own.Id}"));
        var personal = (await _bram.Open("/voicemail")).Document;
        Assert.NotNull(personal.QuerySelector($"#message-{own.Id}"));
        Assert.Null(personal.QuerySelector($"#message-{workshop.Id}"));

        var sannes = (await _sanne.Open(Page)).Document; // of the workshop alone
        Assert.NotNull(sannes.QuerySelector($"#message-{workshop.Id}"));
        Assert.Null(sannes.QuerySelector($"#message-{desk.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Open($"/voicemail/{desk.Id}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _sanne.Post($"/voicemail/{desk.Id}/delete")).Status);

        Assert.Equal(HttpStatusCode.Redirect, (await _fatima.Open(Page)).Status); // of none
        Assert.Null((await _fatima.Open("/voicemail")).Document.QuerySelector("main .tabs"));
        Assert.Equal(HttpStatusCode.NotFound, (await _fatima.Open($"/voicemail/{workshop.Id}/sound")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _fatima.Post($"/voicemail/{workshop.Id}/delete")).Status);
    }

    [Fact]
    [Spec("M8.3-02")]
    public async Task Of_a_group_the_first_few_are_shown_and_the_rest_behind_a_button()
    {
        var left = new List<Guid>();
        for (var day = 0; day < 5; day++)
        {
            left.Add((await _caller.LeaveWith(Many, at: Recorder.Now.AddDays(-day))).Id);
        }

        var group = (await _bram.Open(Page)).Document.QuerySelector($"#group-{Many}")!;
        Assert.Equal(left.Take(3).Select(id => $"message-{id}"), group.QuerySelectorAll(":scope > details.it").Select(row => row.Id));
        Assert.Equal("Laat meer zien (2)", group.QuerySelector($"#rest-{Many} > summary")!.TextContent);
        Assert.Equal(left.Skip(3).Select(id => $"message-{id}"), group.QuerySelectorAll($"#rest-{Many} details.it").Select(row => row.Id));
    }

    [Fact]
    [Spec("M1.1-09", "M8-04")]
    public async Task What_one_member_hears_or_deletes_is_heard_or_deleted_for_all_and_counted_until_then()
    {
        var message = await _caller.LeaveWith(Pair);
        var (joost, noor) = (new Administrator(host, "joost"), new Administrator(host, "noor"));
        var unheard = host.Services.GetRequiredService<IWaitingMessages>();
        static async Task<string> Badge(Administrator member) => (await member.Open("/calls")).Text("#nav #unheard");
        Assert.Contains("1 nieuw bericht", await Badge(joost), StringComparison.Ordinal);
        Assert.Contains("1 nieuw bericht", await Badge(noor), StringComparison.Ordinal);
        Assert.Equal(new WaitingMessages(1, 0), await unheard.Of(Recorder.Company, Recorder.Person("206"), Ct));

        Assert.Equal(HttpStatusCode.OK, (await joost.Open($"/voicemail/{message.Id}/sound")).Status);

        Assert.DoesNotContain("nieuw", await Badge(noor), StringComparison.Ordinal);
        Assert.Equal(new WaitingMessages(0, 1), await unheard.Of(Recorder.Company, Recorder.Person("206"), Ct));
        await noor.Do($"/voicemail/{message.Id}/delete");
        Assert.Null((await joost.Open(Page)).Document.QuerySelector($"#message-{message.Id}"));
        Assert.False(File.Exists(_caller.PathOf(message)));
    }

    [Fact]
    [Spec("M8.1-04", "M8-04")]
    public async Task Its_number_lets_members_listen_to_its_messages_and_says_to_others_that_there_are_none_for_them()
    {
        var (group, own) = (await _caller.LeaveWith(Desk), await _caller.Leave("202"));
        var reach = await Voicemail.ReachOf(Recorder.Company, Ct);
        Assert.Superset(new HashSet<string> { "1233", "1299" }, reach.Codes.ToHashSet());
        Assert.Contains("1299", (await _bram.Open(Page)).Text($"#group-{Desk} h2"), StringComparison.Ordinal);

        var heard = Assert.IsType<PhoneAnswer.Mailbox>(await Load("202", "1299"));
        var personal = Assert.IsType<PhoneAnswer.Mailbox>(await Load("202", "1233"));

        Assert.Contains(group.Id, heard.New.Select(message => message.Id));
        Assert.DoesNotContain(own.Id, heard.New.Select(message => message.Id));
        Assert.Contains(own.Id, personal.New.Select(message => message.Id));
        Assert.DoesNotContain(group.Id, personal.New.Select(message => message.Id));
        Assert.IsType<PhoneAnswer.NoMailbox>(await Load("203", "1299"));
        var opened = await Voicemail.CarryOut(Call("202", "1299"), new PhoneWork.OpenMessage(group.Id), Ct);
        Assert.NotNull(Assert.IsType<PhoneAnswer.Opened>(opened).Sound);
    }

    [Fact]
    [Spec("M8-04")]
    public async Task A_call_that_a_queue_leads_to_voicemail_leaves_its_message_with_the_group()
    {
        Assert.Contains(Workshop, (await Voicemail.ReachOf(Recorder.Company, Ct)).Queues);
        var call = Call("202", "") with { Caller = null, Queue = Workshop };

        Assert.IsType<LeaveMessage>(await Voicemail.Begin(call, Ct));
        Assert.IsType<ListenByPhone>(await Voicemail.Begin(Call("202", "1299"), Ct));
    }

    Task<object> Load(string extension, string dialled) => Voicemail.CarryOut(Call(extension, dialled), new PhoneWork.LoadMailbox(), Ct);

    static ApplicationCall Call(string extension, string dialled) =>
        new(
            Recorder.Company,
            Guid.NewGuid(),
            Guid.NewGuid(),
            For: null,
            Recorder.Person(extension),
            "",
            extension,
            CallerIsOutside: false,
            Recorder.Now
        )
        {
            Dialled = dialled,
        };

    static readonly Guid Workshop = Guid.NewGuid();
    static readonly Guid Desk = Guid.NewGuid();
    static readonly Guid Many = Guid.NewGuid();
    static readonly Guid Pair = Guid.NewGuid();

    public sealed class HostWithGroups(PostgresFixture postgres) : ConnectMeHost(postgres)
    {
        protected override void Configure(IServiceCollection services) => services.AddSingleton<IGroupMailboxes, FixedGroups>();
    }

    /// <summary>As an administrator would have set them.</summary>
    sealed class FixedGroups : IGroupMailboxes
    {
        static readonly GroupMailbox[] All =
        [
            new(Workshop, "Werkplaats", Number: null, Members("202", "203")),
            new(Desk, "Balie", "1299", Members("202")),
            new(Many, "Magazijn", Number: null, Members("202")),
            new(Pair, "Nacht", Number: null, Members("204", "206")),
        ];

        public ValueTask<IReadOnlyList<GroupMailbox>> Of(CompanyId company, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyList<GroupMailbox>>(company == Recorder.Company ? All : []);

        static ImmutableHashSet<UserId> Members(params string[] extensions) => [.. extensions.Select(Recorder.Person)];
    }
}
