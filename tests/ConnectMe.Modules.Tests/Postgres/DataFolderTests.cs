using ConnectMe.Host.Postgres;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Postgres;

public sealed class DataFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_second_Host_on_the_same_folder_is_refused_in_words()
    {
        using var first = (await DataFolder.Open(_folder.Path, Account, Ct)).Value;

        var second = await DataFolder.Open(_folder.Path, Account, Ct);

        Assert.NotNull(first);
        Assert.Null(second.Value);
        Assert.Contains($"Another ConnectMe uses the data folder {_folder.Path}.", second.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_free_again_when_its_Host_has_ended()
    {
        (await DataFolder.Open(_folder.Path, Account, Ct)).Value!.Dispose();

        using var again = (await DataFolder.Open(_folder.Path, Account, Ct)).Value;

        Assert.NotNull(again);
    }

    [Fact]
    public async Task A_new_folder_shows_its_contents_to_nobody_else()
    {
        using var data = (await DataFolder.Open(Path.Combine(_folder.Path, "new"), Account, Ct)).Value!;

        Assert.Equal(
            (UnixFileMode)0,
            File.GetUnixFileMode(data.Path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)
        );
    }

    /// <summary>A clone under /root, say: the server's account cannot get there. Only root has another account run the server.</summary>
    [Fact]
    public async Task Below_a_closed_folder_the_usual_place_is_left_for_another_and_an_asked_one_is_refused()
    {
        var closed = Path.Combine(_folder.Path, "root");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var usual = Path.Combine(closed, "data");
        var otherwise = Path.Combine(_folder.Path, "elsewhere");

        using var chosen = (await DataFolder.Open(null, Account, Ct, usual, otherwise)).Value!;
        var asked = await DataFolder.Open(usual, Account, Ct);
        using var got = asked.Value;

        var anotherRunsTheServer = Account.Name is not null;
        Assert.Equal(anotherRunsTheServer ? otherwise : usual, chosen.Path);
        Assert.Equal(anotherRunsTheServer, asked.Refusal.Contains("one of its parents is closed", StringComparison.Ordinal));
        Assert.Equal(anotherRunsTheServer, !Directory.Exists(usual));
    }

    public void Dispose() => _folder.Dispose();

    static readonly ServerAccount Account = ServerAccount.Current;

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
