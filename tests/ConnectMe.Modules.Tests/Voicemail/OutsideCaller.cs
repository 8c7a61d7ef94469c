using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>Leaves messages as a call to voicemail does: recorded by Media from a leg that nobody speaks on, which is all a list needs.</summary>
internal sealed class OutsideCaller(ConnectMeHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public MessageFolder Folder => host.Services.GetRequiredService<MessageFolder>();

    MediaEngine Media => host.Services.GetRequiredService<MediaEngine>();

    /// <summary>A message of a second or so, as soon as it is in its owner's list.</summary>
    public Task<VoicemailMessage> Leave(
        string extension,
        string name = "Eva Mulder",
        string number = "020 555 0163",
        UserId? caller = null,
        DateTimeOffset? at = null
    ) => Keep(Record(extension, name, number, caller, at));

    /// <summary>The same with a group.</summary>
    public Task<VoicemailMessage> LeaveWith(
        Guid group,
        string name = "Eva Mulder",
        string number = "020 555 0163",
        DateTimeOffset? at = null
    ) => Keep(Record(group, name, number, caller: null, at));

    async Task<VoicemailMessage> Keep(Task<PersonFile> recorded)
    {
        var file = await recorded;
        Folder.Closed(file.Company, file.Person, file.Id);
        VoicemailMessage? message = null;
        await Eventually.Is(async () => (message = await Find(file.Id)) is not null);
        return message!;
    }

    /// <summary>A file that is closed, and in no list.</summary>
    public Task<PersonFile> Record(
        string extension,
        string name = "Eva Mulder",
        string number = "020 555 0163",
        UserId? caller = null,
        DateTimeOffset? at = null
    ) => Record(Recorder.Person(extension).Value, name, number, caller, at);

    async Task<PersonFile> Record(Guid owner, string name, string number, UserId? caller, DateTimeOffset? at)
    {
        var (id, leg) = (Guid.CreateVersion7(), Guid.NewGuid());
        var call = new ApplicationCall(
            Recorder.Company,
            Guid.NewGuid(),
            Guid.NewGuid(),
            new UserId(owner),
            caller,
            name,
            number,
            CallerIsOutside: caller is null,
            at ?? Recorder.Now
        );
        var file = Folder.FileOf(call, owner, id, call.At);
        Media.BeginRecording(
            id,
            new RecordingOptions(file.Path, TimeSpan.FromMinutes(3), 3_000_000, MinimumFree: 0) { Comments = file.Comments }
        );
        Assert.NotNull(Media.OfferLeg(leg, IPAddress.Loopback, new LegOptions()));
        Media.Record(id, leg);
        await Eventually.Is(() => File.Exists(file.Path) && RecordedFile.Read(file.Path, peaks: 1)?.Length > TimeSpan.FromSeconds(1.3)); // shorter is no message, and a test cuts some off
        Media.EndRecording(id);
        Media.CloseLine(leg);
        await Eventually.Is(() => IsClosed(file.Path));
        return Folder.Files.Of(Recorder.Company, owner, id);
    }

    public async Task<VoicemailMessage?> Find(Guid id)
    {
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Recorder.Company);
        return await query.LoadAsync<VoicemailMessage>(id, Ct);
    }

    public string PathOf(VoicemailMessage message) => Folder.PathOf(Recorder.Company, message.OwnerId, message.Id);

    /// <summary>Whoever writes a file lets nobody else write.</summary>
    static bool IsClosed(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
