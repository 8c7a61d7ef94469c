using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Queues;

/// <summary>Which queues there are, as an administrator says on the page Queues.</summary>
public sealed class QueueSettingsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A7-01", "A7-02", "A7-03", "A7-04", "M13.3-06")]
    public async Task A_queue_is_added_changed_and_removed_with_all_that_it_has()
    {
        var agent = await _company.Add("aad", "371", ("Input.IsAgent", "true"), ("Input.IsSupervisor", "true"));
        var other = await _company.Add("bep", "372", ("Input.IsAgent", "true"));
        var form = await _company.Anna.Open("/admin/queues/new");
        Assert.Equal("1 uur (aanbevolen)", form.Document.QuerySelector("#Input_StatisticsMinutes [selected]")!.TextContent);
        Assert.NotNull(form.Document.QuerySelector("#skill-371"));
        Assert.Null(form.Document.QuerySelector("#skill-202")); // Bram is no agent

        await _company.Anna.Do(
            "/admin/queues/new",
            Fields("Werkplaats", "471", ($"Input.Skills[{agent}]", "9"), ("Input.Supervisors", $"{agent}"))
        );
        var queue = (await All()).Single(one => one.Name == "Werkplaats");
        Assert.Equal(
            ("471", QueueDistribution.LongestIdle, 20, 60),
            (queue.Extension, queue.Distribution, queue.RingSeconds, queue.StatisticsMinutes)
        );
        Assert.Equal([new QueueMember(agent, 9)], queue.Members);
        Assert.Equal([agent], queue.Supervisors);
        Assert.Null(queue.LongestWaitSeconds);

        await _company.Anna.Do(
            $"/admin/queues/{queue.Id}",
            Fields(
                "De werkplaats",
                "472",
                ($"Input.Skills[{agent}]", "3"),
                ($"Input.Skills[{other}]", "10"),
                ("Input.Distribution", "HighestSkill"),
                ("Input.RingSeconds", "15"),
                ("Input.WrapUpSeconds", "30"),
                ("Input.PauseAfter", "2"),
                ("Input.StatisticsMinutes", "240"),
                ("Input.Greets", "true"),
                ("Input.Position", "true"),
                ("Input.ExpectedWait", "true"),
                ("Input.OffersVoicemail", "true"),
                ("Input.EverySeconds", "90"),
                ("Input.LongestWait", "2:30"),
                ("Input.MostWaiting", "7"),
                ("Input.Overflow.Then", "Application"),
                ("Input.WhenNobody.Then", "Colleague"),
                ("Input.WhenNobody.Colleague", $"{agent}"),
                ("Input.Opening", "Hours"),
                ("Input.IsRecorded", "true"),
                ("Input.MailboxNumber", "479")
            )
        );

        var changed = (await All()).Single(one => one.Id == queue.Id);
        Assert.Equal(["372", "371"], [.. changed.Members.OrderByDescending(m => m.Skill).Select(m => m.PersonId == other ? "372" : "371")]);
        Assert.Equal(new Announcements(Greets: true, Position: true, ExpectedWait: true, 90, OffersVoicemail: true), changed.Announcements);
        Assert.Equal((150, 7, true), (changed.LongestWaitSeconds, changed.MostWaiting, changed.FollowsHours));
        Assert.Equal(new CallTarget(CallTargetKind.Application, Application: "voicemail"), changed.Overflow);
        Assert.Equal(new CallTarget(CallTargetKind.Colleague, PersonId: agent), changed.WhenNobody);
        var mailbox = (await host.Services.GetRequiredService<IGroupMailboxes>().Of(Garage.Id, Ct)).Single(one => one.Id == queue.Id);
        Assert.Equal(("De werkplaats", "479"), (mailbox.Name, mailbox.Number));
        Assert.Equal([agent, other], mailbox.Members.Select(member => member.Value).Order());
        var followed = (await host.Services.GetRequiredService<ICallQueues>().Of(Garage.Id, Ct)).Single(one => one.Id == queue.Id);
        Assert.True(followed.IsRecorded);
        Assert.Equal(
            (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(150), 7, "queue"),
            (followed.RingTime, followed.WrapUp, followed.PauseAfter, followed.LongestWait, followed.MostWaiting, followed.Application)
        );
        var row = (await _company.Anna.Open("/admin/queues")).Text($"#queue-{queue.Id}");
        Assert.Contains("Op vaardigheid", row, StringComparison.Ordinal);
        Assert.Contains("Na 2:30 voicemail", row, StringComparison.Ordinal);
        var opened = (await _company.Anna.Open($"/admin/queues/{queue.Id}")).Document;
        Assert.Equal("2:30", opened.QuerySelector("#Input_LongestWait")!.GetAttribute("value"));
        Assert.Equal("10", opened.QuerySelector("#skill-372 [selected]")!.GetAttribute("value"));

        await _company.Anna.Do($"/admin/queues/{queue.Id}/remove");
        Assert.DoesNotContain(await All(), one => one.Id == queue.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await _company.Anna.Open($"/admin/queues/{queue.Id}")).Status);
        var log = (await _company.Anna.Open("/admin/audit")).Body;
        Assert.Contains("Wachtrij toegevoegd", log, StringComparison.Ordinal);
        Assert.Contains("Wachtrij verwijderd", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field()
    {
        await _company.Anna.Do("/admin/queues/new", Fields("Balie", "473"));
        await Refused("Balie", "474", "Er is al een groep met deze naam.");
        await Refused("", "474", "Vul een naam in.");
        await Refused("Magazijn", "473", "Dit nummer is van Balie.");
        await Refused("Magazijn", "202", "Dit nummer is van Bram Hofstra.");
        await Refused("Magazijn", "112", "andere betekenis");
        await Refused("Magazijn", "1233", "andere betekenis");
        await Refused("Magazijn", "474", "Dit nummer is van Magazijn.", ("Input.MailboxNumber", "474"));
        await Refused("Magazijn", "474", "Dit nummer is van Balie.", ("Input.MailboxNumber", "473"));
        await Refused("Magazijn", "0474", "begint niet met een 0");
        await Refused("Magazijn", "474", "van 0:10 tot en met 60:00", ("Input.LongestWait", "3:75"));
        await Refused("Magazijn", "474", "van 5 tot en met 120", ("Input.RingSeconds", "2"));
        await Refused("Magazijn", "474", "Vul 0 in, of een getal van 15", ("Input.EverySeconds", "5"));
        await Refused("Magazijn", "474", "Vul een nummer in.", ("Input.Overflow.Then", "Number"));
        await Refused("Magazijn", "474", "Kies een collega.", ("Input.WhenNobody.Then", "Colleague"));
        await Refused("Magazijn", "474", "geen telefoonnummer", ("Input.Overflow.Then", "Number"), ("Input.Overflow.Number", "299"));
        await Refused("Magazijn", "474", "een noodnummer", ("Input.Overflow.Then", "Number"), ("Input.Overflow.Number", "112"));
        await Refused(
            "Magazijn",
            "474",
            "Kies bij wie dit telt",
            ("Input.Overflow.Then", "Number"),
            ("Input.Overflow.Number", "030 123 4567")
        );
        await Refused("Magazijn", "474", "met de rol Supervisor", ("Input.Supervisors", $"{Guid.NewGuid()}"));

        // Another queue is a place to go on to; forwarding of people may lead to one too.
        await _company.Anna.Do(
            "/admin/queues/new",
            Fields("Magazijn", "474", ("Input.Overflow.Then", "Number"), ("Input.Overflow.Number", "473"), ("Input.LongestWait", "1:00"))
        );
        var magazine = (await All()).Single(one => one.Name == "Magazijn");
        Assert.Contains(
            "Na 1:00 naar Balie",
            (await _company.Anna.Open("/admin/queues")).Text($"#queue-{magazine.Id}"),
            StringComparison.Ordinal
        );
        var own = await _company.Anna.Post(
            $"/admin/queues/{magazine.Id}",
            Fields("Magazijn", "474", ("Input.Overflow.Then", "Number"), ("Input.Overflow.Number", "474"))
        );
        Assert.Contains("van deze groep zelf", own.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_come_here()
    {
        var bram = new ConnectMe.Modules.Tests.Telephony.Settings.Administrator(host, "bram");

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/queues")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post("/admin/queues/new", Fields("Zwart", "475"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/admin/queues/{Guid.NewGuid()}/remove")).Status);
    }

    async Task Refused(string name, string extension, string why, params (string, string)[] more)
    {
        var answer = await _company.Anna.Post("/admin/queues/new", Fields(name, extension, more));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.Document.QuerySelectorAll(".err"), err => err.TextContent.Contains(why, StringComparison.Ordinal));
    }

    async Task<IReadOnlyList<Queue>> All() => (await host.Services.GetRequiredService<QueuesInMemory>().Of(Garage.Id, Ct)).Queues.All;

    /// <summary>As the form is filled in; more fields take the place of the usual.</summary>
    internal static (string, string)[] Fields(string name, string extension, params (string Name, string Value)[] more) =>
        [
            .. new (string Name, string Value)[]
            {
                ("Input.Name", name),
                ("Input.Extension", extension),
                ("Input.Distribution", "LongestIdle"),
                ("Input.RingSeconds", "20"),
                ("Input.WrapUpSeconds", "0"),
                ("Input.PauseAfter", "0"),
                ("Input.StatisticsMinutes", "60"),
                ("Input.EverySeconds", "0"),
                ("Input.Overflow.Then", "Nobody"),
                ("Input.WhenNobody.Then", "Nobody"),
                ("Input.Opening", "Always"),
            }.Where(field => more.All(m => m.Name != field.Name)),
            .. more,
        ];
}
