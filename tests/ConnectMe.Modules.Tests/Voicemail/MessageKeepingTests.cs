using ConnectMe.Identity.Retention;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Voicemail.Keeping;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>Messages' files: none is lost, none comes back, and there are no more than there may be.</summary>
public sealed class MessageKeepingTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    readonly OutsideCaller _caller = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    MessageFolder Folder => _caller.Folder;

    MessageIntake Intake => host.Services.GetRequiredService<MessageIntake>();

    MessageStore Messages => host.Services.GetRequiredService<MessageStore>();

    [Fact]
    public async Task What_a_crash_left_behind_is_in_the_list_after_the_next_start_as_its_caller_left_it()
    {
        var at = Recorder.Now.AddHours(-3);
        var file = await _caller.Record("202", name: "Achtergebleven BV", number: "020 555 0996", at: at);
        var whole = await File.ReadAllBytesAsync(file.Path, Ct);
        await File.WriteAllBytesAsync(file.Path, whole[..^7], Ct); // killed in the middle of its last page
        Assert.Contains(file, Folder.Files.All());

        await Intake.Take(file, Ct);

        var message = (await _caller.Find(file.Id))!;
        Assert.Equal(
            ("Achtergebleven BV", "020 555 0996", true, (Guid?)null, at),
            (message.CallerName, message.CallerNumber, message.CallerIsOutside, message.CallerId, message.LeftAt)
        );
        Assert.NotEqual(Guid.Empty, message.Root);
        Assert.InRange(message.Length, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        await Intake.Take(file, Ct); // at each start
        Assert.True((await _caller.Find(file.Id))!.IsNew);
    }

    [Fact]
    public async Task A_deleted_message_whose_file_stayed_behind_does_not_come_back()
    {
        var message = await _caller.Leave("202", caller: Recorder.Person("203"));
        Assert.Equal(Recorder.Person("203").Value, message.CallerId);
        var sound = await File.ReadAllBytesAsync(_caller.PathOf(message), Ct);
        await Messages.Delete(Recorder.Company, Recorder.Person("202"), message.Id, Ct);
        await File.WriteAllBytesAsync(_caller.PathOf(message), sound, Ct);

        await Intake.Take(Folder.Files.Of(Recorder.Company, message.OwnerId, message.Id), Ct);

        Assert.False(File.Exists(_caller.PathOf(message)));
        Assert.NotNull((await _caller.Find(message.Id))!.DeletedAt);
    }

    [Fact]
    public async Task A_file_in_which_nothing_was_said_is_in_no_list()
    {
        var file = Folder.Files.Of(Recorder.Company, Recorder.Person("202").Value, Guid.CreateVersion7());
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllTextAsync(file.Path, "OggS", Ct);

        await Intake.Take(file, Ct);

        Assert.False(File.Exists(file.Path));
        Assert.Null(await _caller.Find(file.Id));
    }

    [Fact]
    public async Task Who_has_fifty_messages_has_room_for_no_more()
    {
        var (company, person) = (Recorder.Company, Recorder.Person("204"));
        Assert.Equal(new MessageRoom(IsFull: false, IsDiskFull: false), Folder.RoomFor(company, person.Value));
        var file = await _caller.Record("204");
        for (var i = 1; i < 50; i++)
        {
            File.Copy(file.Path, Folder.PathOf(company, person.Value, Guid.CreateVersion7()));
        }

        Assert.True(Folder.RoomFor(company, person.Value).IsFull);
        File.Delete(file.Path);
        Assert.False(Folder.RoomFor(company, person.Value).IsFull);
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_and_anothers_cannot_be_touched()
    {
        var (anna, bram) = (Recorder.Person("201"), Recorder.Person("202"));
        var older = await _caller.Leave("201", at: Recorder.Now.AddHours(-2));
        var newer = await _caller.Leave("201", at: Recorder.Now.AddHours(-1));

        await Messages.MarkHeard(Recorder.Company, bram, older.Id, Ct);
        await Messages.Delete(Recorder.Company, bram, older.Id, Ct);

        Assert.Equal([newer.Id, older.Id], (await Messages.Of(Recorder.Company, anna, Ct)).Select(message => message.Id));
        Assert.Null(await Messages.Find(Recorder.Company, bram, older.Id, Ct));
        Assert.True((await _caller.Find(older.Id))!.IsNew);
    }

    [Fact]
    [Spec("G1")]
    public async Task What_is_older_than_ninety_days_is_gone_and_its_file_with_it()
    {
        var (old, young) = (
            await _caller.Leave("203", at: Recorder.Now.AddDays(-91)),
            await _caller.Leave("203", at: Recorder.Now.AddDays(-89))
        );

        await host.Services.GetRequiredService<RetentionSweeper>().Sweep(Recorder.Company, Ct);

        Assert.Null(await _caller.Find(old.Id));
        Assert.False(File.Exists(_caller.PathOf(old)));
        await using var query = host.Services.GetRequiredService<IDocumentStore>().QuerySession(Recorder.Company.ToString());
        Assert.Empty(await query.Events.FetchStreamAsync(old.Id, token: Ct));
        Assert.NotNull(await _caller.Find(young.Id));
        Assert.True(File.Exists(_caller.PathOf(young)));
    }
}
