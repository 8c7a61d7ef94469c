using System.Net;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Recording;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Recordings;

/// <summary>Makes recordings as the switchboard has them made: of a leg that nobody speaks on, which is all a list needs.</summary>
internal sealed class Recorder(ConnectMeHost host)
{
    public static readonly CompanyId Company = new(DemoCompany.Id);

    public static UserId Person(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    MediaEngine Media => host.Services.GetRequiredService<MediaEngine>();

    /// <summary>A recording of half a second or so, as soon as it is in its list.</summary>
    public async Task<Recording> Record(
        string extension,
        string with = "Eva Mulder",
        string number = "020 555 0163",
        DateTimeOffset? at = null,
        RecordingKind kind = RecordingKind.Personal,
        Guid? queue = null
    )
    {
        var (id, leg) = (Guid.CreateVersion7(), Guid.NewGuid());
        Begin(id, extension, with, number, at, kind: kind, queue: queue);
        Assert.NotNull(Media.OfferLeg(leg, IPAddress.Loopback, new LegOptions()));
        Media.Record(id, leg);
        await Eventually.Is(() => File.Exists(PathOf(extension, id, kind)) && new FileInfo(PathOf(extension, id, kind)).Length > 600);
        Media.EndRecording(id);
        Media.CloseLine(leg);
        Recording? recording = null;
        await Eventually.Is(async () => (recording = await Find(id)) is not null);
        return recording!;
    }

    public void Begin(
        Guid id,
        string extension,
        string with,
        string number,
        DateTimeOffset? at = null,
        long room = 1_000_000,
        RecordingKind kind = RecordingKind.Personal,
        Guid? queue = null,
        bool isKept = true
    ) =>
        host
            .Services.GetRequiredService<CallRecorder>()
            .Begin(
                Company,
                new SwitchboardEffect.BeginRecording(
                    new RecordingId(id),
                    new CallId(Guid.NewGuid()),
                    Person(extension),
                    with,
                    number,
                    OtherIsOutside: true,
                    at ?? Now,
                    TimeSpan.FromMinutes(5),
                    room
                )
                {
                    Kind = kind,
                    IsKept = isKept,
                    OutOf = queue is { } origin ? new QueueOrigin(origin, "", new CallId(Guid.NewGuid())) : null,
                }
            );

    public async Task<Recording?> Find(Guid id)
    {
        await using var session = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
        return await session.LoadAsync<Recording>(id, Ct);
    }

    public string PathOf(string extension, Guid recording, RecordingKind kind = RecordingKind.Personal) =>
        host
            .Services.GetRequiredService<ConnectMe.Recordings.Keeping.RecordingFolder>()
            .PathOf(Company, Person(extension).Value, kind, recording);
}
