using System.IO.Compression;
using System.Security.Cryptography;
using ConnectMe.Host.Backups;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Backups;

/// <summary>A file that somebody else made, or that time has eaten: refused by its name, before anything of it is used.</summary>
public sealed class HostileBackupTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Zip => Path.Combine(_folder.Path, "backup.zip");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static (string, byte[]) Dump => (BackupArchive.Database, "PGDMP"u8.ToArray());

    [Fact]
    [Spec("A12-03")]
    public async Task One_that_is_as_it_says_is_read()
    {
        BackupFiles.Forge(Zip, [Dump, ("files/keys/key.xml", [1]), ("recordings/a/b.ogg", [2])]);
        using var archive = BackupArchive.Open(Zip);

        await archive.Check(Ct);

        Assert.Equal(1, archive.Manifest.Recordings);
    }

    [Theory]
    [InlineData("files/../../etc/passwd")]
    [InlineData("files//etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("files")]
    [InlineData("elsewhere/a")]
    [InlineData("files/a\\..\\b")]
    [InlineData("files/a\nb")]
    [InlineData("files/postgres/PG_VERSION")]
    [InlineData("files/postgres.password")]
    [InlineData("files/restore/state.json")]
    [InlineData("recordings/../files/keys/key.xml")]
    [Spec("A12-03")]
    public void A_part_that_would_leave_its_folder_is_refused(string path)
    {
        BackupFiles.Forge(Zip, [Dump, (path, [1])]);

        Assert.Equal(BackupFault.Altered, Refused());
    }

    [Fact]
    [Spec("A12-03")]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        BackupFiles.Forge(Zip, [Dump, ("files/zeroes", new byte[50_000_000])], level: CompressionLevel.SmallestSize);

        Assert.InRange(new FileInfo(Zip).Length, 0, 100_000);
        Assert.Equal(BackupFault.Altered, Refused());
    }

    [Fact]
    [Spec("A12-03")]
    public async Task A_part_with_another_hash_is_refused()
    {
        BackupFiles.Forge(
            Zip,
            [Dump, ("files/a", [1])],
            manifest => manifest with { Parts = [manifest.Parts[0], manifest.Parts[1] with { Sha256 = new string('0', 64) }] }
        );
        using var archive = BackupArchive.Open(Zip);

        var refused = await Assert.ThrowsAsync<BackupFaultException>(() => archive.Check(Ct));

        Assert.Equal(BackupFault.Altered, refused.Fault);
        Assert.Contains("files/a", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Spec("A12-03")]
    public void Parts_that_the_list_does_not_have_and_the_other_way_round_are_refused()
    {
        BackupFiles.Forge(Zip, [Dump, ("files/a", [1])], manifest => manifest with { Parts = [manifest.Parts[0]] });
        Assert.Equal(BackupFault.Altered, Refused());

        BackupFiles.Forge(Zip, [Dump], manifest => manifest with { Parts = [manifest.Parts[0], manifest.Parts[0]] });
        Assert.Equal(BackupFault.Altered, Refused());

        BackupFiles.Forge(Zip, [("files/a", [1])]);
        Assert.Equal(BackupFault.Altered, Refused());
    }

    [Fact]
    [Spec("A12-03")]
    public void One_of_a_newer_version_is_refused_in_words()
    {
        BackupFiles.Forge(Zip, [Dump], manifest => manifest with { Version = "99.0.0.0" });
        Assert.Equal(BackupFault.Newer, Refused());

        BackupFiles.Forge(Zip, [Dump], manifest => manifest with { Format = BackupManifest.CurrentFormat + 1 });
        Assert.Equal(BackupFault.Newer, Refused());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200)]
    [Spec("A12-03")]
    public void One_that_was_cut_short_is_refused(int left)
    {
        BackupFiles.Forge(Zip, [Dump, ("files/a", new byte[1000])]);
        using (var file = new FileStream(Zip, FileMode.Open))
        {
            file.SetLength(left);
        }

        Assert.Equal(BackupFault.NotABackup, Refused());
    }

    [Fact]
    [Spec("A12-03")]
    public void Something_else_is_refused()
    {
        File.WriteAllBytes(Zip, RandomNumberGenerator.GetBytes(5000));
        Assert.Equal(BackupFault.NotABackup, Refused());

        BackupFiles.Forge(Zip, [Dump], manifest => manifest with { Product = "Other" });
        Assert.Equal(BackupFault.NotABackup, Refused());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(131072)]
    [Spec("A12-03")]
    public async Task A_sealed_one_opens_with_its_passphrase_only_and_only_whole(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var made = await Sealed(content);

        Assert.Equal(content, await Opened(made, Passphrase));
        Assert.Equal(BackupFault.PassphraseWrong, await Refusal(made, "another passphrase"));
        Assert.Equal(BackupFault.PassphraseWrong, await Refusal(made[..^1], Passphrase));
        Assert.Equal(BackupFault.PassphraseWrong, await Refusal([.. made, 0], Passphrase));
        made[^20] ^= 1;
        Assert.Equal(BackupFault.PassphraseWrong, await Refusal(made, Passphrase));
    }

    [Fact]
    [Spec("A12-03")]
    public async Task Chunks_of_a_sealed_one_can_be_neither_exchanged_nor_left_off()
    {
        const int Chunk = 65536 + 16;
        var made = await Sealed(new byte[3 * 65536]);
        var (head, first, second, third) = (
            made[..28],
            made[28..(28 + Chunk)],
            made[(28 + Chunk)..(28 + (2 * Chunk))],
            made[(28 + (2 * Chunk))..]
        );

        Assert.Equal(BackupFault.PassphraseWrong, await Refusal([.. head, .. second, .. first, .. third], Passphrase));
        Assert.Equal(BackupFault.PassphraseWrong, await Refusal([.. head, .. first, .. second], Passphrase));
        Assert.Equal(BackupFault.NotABackup, await Refusal([.. head[..8], 0x7f, 0xff, 0xff, 0xff, .. head[12..], .. first], Passphrase)); // years of PBKDF2
    }

    public void Dispose() => _folder.Dispose();

    BackupFault Refused() => Assert.Throws<BackupFaultException>(() => BackupArchive.Open(Zip)).Fault;

    static async Task<byte[]> Sealed(byte[] content)
    {
        using var to = new MemoryStream();
        await PassphraseSeal.Seal(new MemoryStream(content), to, Passphrase, Ct);
        return to.ToArray();
    }

    static async Task<byte[]> Opened(byte[] made, string passphrase)
    {
        using var to = new MemoryStream();
        await PassphraseSeal.Unseal(new MemoryStream(made), to, passphrase, Ct);
        return to.ToArray();
    }

    static async Task<BackupFault> Refusal(byte[] made, string passphrase) =>
        (await Assert.ThrowsAsync<BackupFaultException>(() => Opened(made, passphrase))).Fault;

    const string Passphrase = "een lange wachtzin";
}
