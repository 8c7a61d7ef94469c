using System.Text.Json;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Queues;

/// <summary>What the switchboard is told of queues.</summary>
public sealed class CallQueuesTests(QueueHost host) : IClassFixture<QueueHost>
{
    readonly Garage _company = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A7-02")]
    public async Task A_pause_of_the_switchboard_is_kept_and_told_and_signing_in_ends_it()
    {
        var (person, queue) = await QueueOf("kim", "381", "481");
        await Store(QueueSignIn.In(queue, person, host.Clock.GetUtcNow()));
        Assert.Equal((true, false), In(await Followed(queue), person));
        host.Forget();

        host.Services.GetRequiredService<ICallQueues>().Paused(Garage.Id, queue, new UserId(person));

        await host.IsTold(Ct);
        Assert.Equal((true, true), In(await Followed(queue), person));
        await Store(QueueSignIn.In(queue, person, host.Clock.GetUtcNow()));
        Assert.Equal((true, false), In(await Followed(queue), person));
    }

    [Fact]
    public async Task Who_is_no_agent_any_more_or_left_is_out_of_its_queues_at_once()
    {
        var (person, queue) = await QueueOf("lot", "382", "482");
        Assert.Equal(new UserId(person), Assert.Single((await Followed(queue)).Agents).Person);
        Assert.Equal([new UserId(person)], (await Followed(queue)).Supervisors);
        host.Forget();

        await _company.Anna.Do($"/admin/people/{person}", Garage.Fields("lot", "382"));
        await host.IsTold(Ct);
        Assert.Empty((await Followed(queue)).Agents);
        Assert.Empty((await Followed(queue)).Supervisors);

        await _company.Anna.Do($"/admin/people/{person}", Garage.Fields("lot", "382", Roles));
        Assert.Single((await Followed(queue)).Agents);
        await _company.Anna.Do($"/admin/people/{person}/deactivate");
        Assert.Empty((await Followed(queue)).Agents);
    }

    [Fact]
    [Spec("A7-04")]
    public async Task A_queue_that_follows_the_hours_is_closed_outside_them_and_that_is_told()
    {
        var (_, queue) = await QueueOf("mia", "383", "483", queue => queue with { FollowsHours = true });
        var hours = host.Services.GetRequiredService<IBusinessHours>();
        var wasOpen = hours.At(Garage.Id, host.Clock.GetUtcNow()).IsOpen;
        Assert.Equal(!wasOpen, (await Followed(queue)).IsClosed);
        host.Forget();

        // The other of what holds now, on this day.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var today = TimeZoneInfo.ConvertTime(host.Clock.GetUtcNow(), zone).ToString("yyyy-MM-dd");
        await _company.Anna.Do(
            "/admin/company/days",
            ("Date", today),
            ("Name", "Anders dan anders"),
            ("From", wasOpen ? "" : "00:00"),
            ("Until", wasOpen ? "" : "23:59")
        );

        await host.IsTold(Ct);
        Assert.Equal(wasOpen, (await Followed(queue)).IsClosed);
    }

    [Fact]
    public async Task The_extension_of_a_queue_is_nobody_elses()
    {
        await QueueOf("nel", "384", "484");

        var refused = await _company.Anna.Post("/admin/people/new", Garage.Fields("oma", "484"));

        Assert.Contains("484", refused.Body, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.Status);
    }

    [Fact]
    [Spec("G1")]
    public async Task Who_is_erased_was_never_in_a_queue_and_nothing_is_sent_to_them_or_to_a_number_that_is_erased()
    {
        var (person, queue) = await QueueOf(
            "ria",
            "385",
            "485",
            one =>
                one with
                {
                    Overflow = new CallTarget(CallTargetKind.Number, "030 765 4321"),
                    WhenNobody = new CallTarget(CallTargetKind.Colleague, PersonId: one.Supervisors[0]),
                    ChargedTo = one.Supervisors[0],
                }
        );
        await Store(QueueSignIn.In(queue, person, host.Clock.GetUtcNow()));
        Assert.True(await Mentions(person));

        await _company.Anna.Do($"/admin/people/{person}/deactivate");
        await _company.Anna.Do($"/admin/people/{person}/erase", ("Typed", "Nieuwe ria"));

        Assert.False(await Mentions(person));
        var left = (await host.Services.GetRequiredService<QueuesInMemory>().Of(Garage.Id, Ct)).Queues.Find(queue)!;
        Assert.Empty(left.Members);
        Assert.Empty(left.Supervisors);
        Assert.Equal((CallTarget.Nobody, null), (left.WhenNobody, left.ChargedTo));
        Assert.Equal("030 765 4321", left.Overflow.Number);

        var erasure = host.Services.GetServices<IErasure>().OfType<QueuesErasure>().Single();
        var number = new OutsideNumber(Garage.Id, Guid.Empty, "+31307654321");
        Assert.Equal(1, Assert.Single(await erasure.Find(number, Ct)).Count);
        await erasure.Erase(number, Ct);
        Assert.Equal(0, Assert.Single(await erasure.Find(number, Ct)).Count);
        Assert.Equal(
            CallTarget.Nobody,
            (await host.Services.GetRequiredService<QueuesInMemory>().Of(Garage.Id, Ct)).Queues.Find(queue)!.Overflow
        );
    }

    /// <summary>In an event or a document of queues.</summary>
    async Task<bool> Mentions(Guid person)
    {
        await using var query = _company.Store.QueryFor(Garage.Id);
        var events = await query.Events.FetchStreamAsync(QueueStreams.Of(Garage.Id), token: Ct);
        return events.Any(one => JsonSerializer.Serialize(one.Data, one.Data.GetType()).Contains($"{person}", StringComparison.Ordinal))
            || (await query.Query<QueueSignIn>().Where(one => one.PersonId == person).ToListAsync(Ct)).Count > 0;
    }

    /// <returns>A new agent and supervisor, and a queue that has them.</returns>
    async Task<(Guid Person, Guid Queue)> QueueOf(string name, string extension, string number, Func<Queue, Queue>? with = null)
    {
        var person = await _company.AddWithPassword(name, extension, Roles);
        var queue = new Queue(Guid.NewGuid(), $"Wachtrij van {name}", number)
        {
            Members = [new QueueMember(person, 5)],
            Supervisors = [person],
        };
        await using var session = _company.Store.SessionFor(Garage.Id);
        await session.Decide(Garage.Id, queues => queues.Put(with is null ? queue : with(queue)), Ct);
        return (person, queue.Id);
    }

    async Task Store(QueueSignIn signIn)
    {
        await using var session = _company.Store.SessionFor(Garage.Id);
        session.Store(signIn);
        await session.SaveChangesAsync(Ct);
    }

    async Task<CallQueue> Followed(Guid queue) =>
        (await host.Services.GetRequiredService<ICallQueues>().Of(Garage.Id, Ct)).Single(one => one.Id == queue);

    static (bool IsSignedIn, bool IsPaused) In(CallQueue queue, Guid person)
    {
        var agent = queue.Agents.Single(one => one.Person.Value == person);
        return (agent.IsSignedIn, agent.IsPaused);
    }

    static readonly (string, string)[] Roles = [("Input.IsAgent", "true"), ("Input.IsSupervisor", "true")];
}
