using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Queues.Demo;

/// <summary>The demo company has a reception: Anna, Sanne and Noor answer for it and are signed in, Anna and Bram watch over it.</summary>
internal sealed class DemoQueues(TimeProvider time) : IDemoContent
{
    public const string Extension = "250";

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        var reception = new Queue(NamedId.Of("demo-reception", company.Value), "Receptie", Extension)
        {
            Members = [.. Agents.Select(agent => new QueueMember(IdOf(agent.Extension), agent.Skill))],
            Supervisors = [IdOf("201"), IdOf("202")],
            Distribution = QueueDistribution.LongestIdle,
            WrapUpSeconds = 10,
            PauseAfter = 3,
            LongestWaitSeconds = 180,
            Overflow = new CallTarget(CallTargetKind.Colleague, PersonId: IdOf("202")),
        };
        var none = CompanyQueues.None(QueueStreams.Of(company), company.Value);
        session.Events.StartStream<CompanyQueues>(none.Id, none.Put(reception));
        foreach (var (extension, _) in Agents)
        {
            session.Store(QueueSignIn.In(reception.Id, IdOf(extension), time.GetUtcNow()));
        }

        Guid IdOf(string extension) => people.First(person => person.Extension == extension).Id.Value;
    }

    static readonly (string Extension, int Skill)[] Agents = [("201", 8), ("203", 5), ("206", 3)];
}
