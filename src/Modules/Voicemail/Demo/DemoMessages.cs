using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Marten;

namespace ConnectMe.Voicemail.Demo;

/// <summary>A few messages for the first of the demo's people. They murmur: there are no words in them. All numbers are fictional.</summary>
internal sealed class DemoMessages(MessageFolder folder, TimeProvider time) : IDemoContent
{
    public bool IsOfUse => true;

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        foreach (var (person, nth) in people.Take(3).Select((person, nth) => (person, nth)))
        {
            foreach (var (sound, number, hoursAgo, isNew) in Callers)
            {
                var at = time.GetUtcNow().AddHours(-hoursAgo).AddMinutes(-17 * (nth + 1));
                Leave(session, company, person.Id.Value, sound, number, at, isNew);
            }
        }
    }

    void Leave(IDocumentSession session, CompanyId company, Guid owner, string sound, string number, DateTimeOffset at, bool isNew)
    {
        var id = Guid.CreateVersion7(at);
        var path = folder.PathOf(company, owner, id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var murmur = typeof(DemoMessages).Assembly.GetManifestResourceStream($"ConnectMe.Voicemail.Demo.{sound}.ogg")!)
        using (var file = File.Create(path))
        {
            murmur.CopyTo(file);
        }

        var recorded = RecordedFile.Read(path, MessageIntake.PeaksShown)!;
        var left = new VoicemailLeft(
            id,
            owner,
            Guid.NewGuid(),
            CallerId: null,
            CallerName: "",
            number,
            CallerIsOutside: true,
            at,
            recorded.Length,
            recorded.Bytes,
            recorded.Peaks
        );
        session.Events.StartStream<VoicemailMessage>(id, left);
        if (!isNew)
        {
            session.Events.Append(id, new VoicemailHeard(id, owner, at.AddHours(1)));
        }
    }

    /// <summary>Most of them stand in the directory of the demo, which knows their names.</summary>
    static readonly (string Sound, string Number, int HoursAgo, bool IsNew)[] Callers =
    [
        ("short", "+31 20 555 0163", 2, true),
        ("long", "+31 6 5550 0117", 20, false),
        ("middle", "+31 20 555 0184", 44, false),
        ("short", "+31 20 555 0177", 120, false),
    ];
}
