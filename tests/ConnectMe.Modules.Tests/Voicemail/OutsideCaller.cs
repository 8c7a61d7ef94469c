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
    public async Task<VoicemailMessage> Leave(
        string extension,
        string name = "Eva Mulder",
        string number = "020 555 0163",
        UserId? caller = null,
        DateTimeOffset? at = null
    )
    {
        var file = await Record(extension, name, number, caller, at);
        Folder.Closed(file.Company, new UserId(file.Person), file.Id);
        VoicemailMessage? message = null;
        await Eventually.Is(async () => (message = await Find(file.Id)) is not null);
        return message!;
    }

    /// <summary>A file that is closed, and in no list.</summary>
    public async Task<PersonFile> Record(
        string extension,
        string name = "Eva Mulder",
        string number = "020 555 0163",
        UserId? caller = null,
        DateTimeOffset? at = null
    )
    {
        var (id, leg, owner) = (Guid.CreateVersion7(), Guid.NewGuid(), Recorder.Person(extension));
        var call = new ApplicationCall(
            Recorder.Company,
            Guid.NewGuid(),
            Guid.NewGuid(),
            owner,
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
        return Folder.Files.Of(Recorder.Company, owner.Value, id);
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
