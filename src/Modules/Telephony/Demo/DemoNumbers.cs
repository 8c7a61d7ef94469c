using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using Marten;

namespace ConnectMe.Telephony.Demo;

/// <summary>
/// The numbers of the demo company: a main number that everyone may show and that leads to the queue of the reception, an own number for each of its people, a group's, one that leads to a time
/// condition, and a free one; and a conference room. They are fictional. Desk phones and a trunk are for the viewer to add.
/// </summary>
internal sealed class DemoNumbers : IDemoContent
{
    const string Block = "020 555 0";

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        var main = Add(
            session,
            "100",
            "Centraal",
            NumberKind.Main,
            person: null,
            Permitted.All,
            NamedId.Of("demo-reception", company.Value)
        ); // as Queues names it
        Add(
            session,
            "110",
            "Werkplaats",
            NumberKind.Group,
            person: null,
            Permitted.Only([.. people.Skip(3).Take(1).Select(p => p.Id.Value)])
        );
        Add(
            session,
            "120",
            "Keuzemenu",
            NumberKind.Group,
            person: null,
            Permitted.Nobody,
            destination: new NumberDestination("menu", NamedId.Of("demo-hours", company.Value)) // as Menus names it
        );
        Add(session, "150", "", NumberKind.Personal, person: null, Permitted.Nobody);
        foreach (var person in people)
        {
            // 201 has 020 555 0101, and so on; who was added to them, 301, has 020 555 0301.
            var end = person.Extension[0] is '2' ? $"1{person.Extension[1..]}" : person.Extension;
            Add(session, end, "", NumberKind.Personal, person.Id.Value, Permitted.Only(person.Id.Value));
        }

        var room = Guid.CreateVersion7();
        session.Events.StartStream<ConferenceRoom>(room, new ConferenceRoomAdded(room, "Werkoverleg", "240", ""));
        var rules = ConfigurationStreams.CallerIdRules(company);
        session.Events.StartStream<CallerIdRules>(rules, new CallerIdRulesChanged(rules, main));
    }

    static Guid Add(
        IDocumentSession session,
        string end,
        string label,
        NumberKind kind,
        Guid? person,
        Permitted shown,
        Guid? queue = null,
        NumberDestination? destination = null
    )
    {
        var id = Guid.CreateVersion7();
        session.Events.StartStream<CompanyNumber>(
            id,
            new CompanyNumberAdded(
                id,
                NumberPlan.Read(Block + end, "NL"),
                label,
                kind,
                person,
                shown,
                QueueId: queue,
                Destination: destination
            )
        );
        return id;
    }
}
