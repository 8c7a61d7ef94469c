using ConnectMe.Chat.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Chat.Demo;

/// <summary>What the demo's people said to each other lately: Anna with Bram and with Sanne, and the group of the reception.</summary>
internal sealed class DemoChats(TimeProvider time) : IDemoContent
{
    public bool IsOfUse => true;

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        Guid Of(string extension) => people.First(person => person.Extension == extension).Id.Value;
        var (anna, bram, sanne, noor) = (Of("201"), Of("202"), Of("203"), Of("206"));
        var now = time.GetUtcNow();

        Say(
            session,
            Pair(anna, bram, now),
            now,
            [
                (bram, 1500, "De Caddy van De Linde is klaar, sleutel ligt bij de balie"),
                (anna, 1498, "Fijn. Ik bel Eva morgenvroeg even"),
                (bram, 75, "Heb jij nog plek voor een APK deze week?"),
                (bram, 75, "Donderdag het liefst, dan staat de brug vrij"),
                (anna, 72, "Donderdag om 09:00 kan"),
                (bram, 70, "Perfect 👍 Kenteken VK-381-B, leenauto nodig. Werkorder: planning.garagehofstra.example/wo/4817"),
                (anna, 68, "Top, ik zet hem op 09:00"),
            ]
        );
        Say(session, Pair(anna, sanne, now), now, [(sanne, 190, "Kun jij de balie even overnemen?")], unread: anna);
        var reception = new Conversation(NamedId.Of("demo-chat-reception", company.Value), IsGroup: true, [anna, sanne, noor], now)
        {
            Name = "Receptie",
            MadeBy = anna,
        };
        Say(
            session,
            reception,
            now,
            [
                (anna, 2900, "Vrijdag zijn we met z'n drieën, wie doet de lunch?"),
                (noor, 2890, "Ik blijf wel tot half twee"),
                (sanne, 122, "De koffiemachine doet het weer ☕"),
                (noor, 120, "Gelukkig! Zaterdag zijn we open tot 16:00"),
            ],
            unread: anna
        );
    }

    static Conversation Pair(Guid one, Guid other, DateTimeOffset now) =>
        new(Conversation.IdOf(one, other), IsGroup: false, [one, other], now.AddDays(-30)) { MadeBy = one };

    /// <param name="unread">Has not read the last, and all others have read all.</param>
    static void Say(
        IDocumentSession session,
        Conversation conversation,
        DateTimeOffset now,
        IReadOnlyList<(Guid By, int MinutesAgo, string Text)> said,
        Guid? unread = null
    )
    {
        foreach (var (by, minutesAgo, text) in said)
        {
            var at = now.AddMinutes(-minutesAgo);
            var message = new ChatMessage(Guid.CreateVersion7(at), conversation.Id, conversation.Last + 1, by, at, text);
            session.Store(message);
            conversation = conversation.With(message);
        }

        session.Store(conversation);
        foreach (var person in conversation.Members)
        {
            var read = person == unread ? conversation.Last - 1 : conversation.Last;
            session.Store(ChatMember.Of(conversation.Id, person, from: 0).Marked(read, read));
        }
    }
}
