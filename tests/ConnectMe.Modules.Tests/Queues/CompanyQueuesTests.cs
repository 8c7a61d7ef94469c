using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Modules.Tests.Queues;

/// <summary>What a company's queues decide.</summary>
public sealed class CompanyQueuesTests
{
    static readonly Guid Company = Guid.NewGuid();
    static readonly Guid Anna = Guid.NewGuid();
    static readonly DateTimeOffset Nine = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    readonly Queue _desk = new(Guid.NewGuid(), "Balie", "250") { Members = [new QueueMember(Anna, 5)] };

    [Fact]
    [Spec("A7-01")]
    public void A_queue_is_opened_changed_and_removed()
    {
        var queues = After(CompanyQueues.None(Guid.NewGuid(), Company), all => all.Put(_desk));
        Assert.Same(_desk, queues.Find(_desk.Id));
        Assert.Same(_desk, queues.At("250"));

        var changed = _desk with { Name = "Receptie", Members = [new QueueMember(Anna, 7)], Distribution = QueueDistribution.RingAll };
        queues = After(queues, all => all.Put(changed));
        Assert.Same(changed, Assert.Single(queues.All));

        queues = After(queues, all => all.Remove(_desk.Id));
        Assert.Empty(queues.All);
        Assert.Empty(queues.Remove(_desk.Id));
    }

    [Fact]
    public void What_is_the_same_is_no_change()
    {
        var queues = After(CompanyQueues.None(Guid.NewGuid(), Company), all => all.Put(_desk));

        Assert.Empty(queues.Put(_desk with { Members = [new QueueMember(Anna, 5)] }));
        Assert.IsType<QueueChanged>(Assert.Single(queues.Put(_desk with { Members = [new QueueMember(Anna, 6)] })));
        Assert.IsType<QueueChanged>(Assert.Single(queues.Put(_desk with { Supervisors = [Anna] })));
    }

    [Fact]
    public void An_extension_is_of_one_queue()
    {
        var queues = After(CompanyQueues.None(Guid.NewGuid(), Company), all => all.Put(_desk));

        Assert.Empty(queues.Put(new Queue(Guid.NewGuid(), "Werkplaats", "250")));
        var workshop = new Queue(Guid.NewGuid(), "Werkplaats", "251");
        queues = After(queues, all => all.Put(workshop));
        Assert.Empty(queues.Put(workshop with { Extension = "250" }));
        Assert.Equal(["250", "251"], queues.All.Select(queue => queue.Extension));
    }

    [Fact]
    [Spec("A7-02")]
    public void A_pause_lasts_until_they_sign_in_again_and_never_undoes_that()
    {
        var signedIn = QueueSignIn.In(_desk.Id, Anna, Nine);
        var paused = signedIn.Pause(Nine.AddMinutes(5));

        Assert.Equal((true, Nine.AddMinutes(5)), (paused!.IsSignedIn, paused.PausedSince));
        Assert.Null(paused.Pause(Nine.AddMinutes(6)));
        Assert.Null(QueueSignIn.Out(_desk.Id, Anna, Nine).Pause(Nine.AddMinutes(5)));
        var again = QueueSignIn.In(_desk.Id, Anna, Nine.AddMinutes(7));
        Assert.Null(again.PausedSince);
        Assert.Null(again.Pause(Nine.AddMinutes(5))); // it was said before, and arrives late
        Assert.Equal(signedIn.Id, again.Id);
    }

    static CompanyQueues After(CompanyQueues queues, Func<CompanyQueues, IEnumerable<object>> decide) =>
        decide(queues)
            .Aggregate(
                queues,
                (all, happened) =>
                    happened switch
                    {
                        QueueOpened opened when all.All.Count == 0 => CompanyQueues.Create(opened),
                        QueueOpened opened => all.Apply(opened),
                        QueueChanged changed => all.Apply(changed),
                        QueueRemoved removed => all.Apply(removed),
                        _ => throw new InvalidOperationException($"{happened}"),
                    }
            );
}
