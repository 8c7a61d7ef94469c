using System.Globalization;
using System.Text.Json;
using ConnectMe.Host.Health;

namespace ConnectMe.Host.Backups;

/// <summary>The backups that are kept on this machine, and what became of the last tries.</summary>
internal sealed partial class BackupStore(Installation installation, BackupWriter writer, TimeProvider time, ILogger<BackupStore> log)
    : IDisposable
{
    /// <summary>Of this machine: a restore leaves it.</summary>
    public const string StateName = "backup-state.json";
    const string Prefix = "connectme-";
    const string Extension = ".zip";
    const string ByItself = "-daily";
    const string Unfinished = ".unfinished";

    readonly SemaphoreSlim _one = new(1);

    string StateFile => Path.Combine(installation.Data, StateName);

    string SettingsFile => Path.Combine(installation.Data, "backup.json");

    public BackupSettings Settings
    {
        get => BackupSettings.Read(SettingsFile);
        set => value.Write(SettingsFile);
    }

    public BackupState State =>
        (File.Exists(StateFile) ? JsonSerializer.Deserialize<BackupState>(File.ReadAllBytes(StateFile)) : null) ?? new BackupState();

    public bool IsBusy => _one.CurrentCount == 0;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<KeptBackup> All() =>
        Directory.Exists(installation.Backups)
            ?
            [
                .. new DirectoryInfo(installation.Backups)
                    .EnumerateFiles($"{Prefix}*{Extension}")
                    .Select(file => new KeptBackup(file.Name, file.FullName, new DateTimeOffset(file.LastWriteTimeUtc), file.Length))
                    .OrderByDescending(kept => kept.Name, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>By its name in the list: another name is no path to anything.</summary>
    public KeptBackup? Find(string name) => All().FirstOrDefault(kept => kept.Name == name);

    public void Delete(KeptBackup kept)
    {
        File.Delete(kept.Path);
        Deleted(log, kept.Name);
    }

    /// <returns>Null: it was made; else why it was not.</returns>
    public async Task<BackupFault?> Make(bool byItself, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        var began = time.GetTimestamp();
        try
        {
            Directory.CreateDirectory(installation.Backups, Place.Ours);
            RefuseWithoutRoom();
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{Prefix}{time.GetUtcNow():yyyyMMdd-HHmmss}{(byItself ? ByItself : "")}{Extension}"
            );
            var path = Path.Combine(installation.Backups, name);
            var manifest = await Write(path, ct);
            Note(State with { TriedAt = time.GetUtcNow(), Failure = null, MadeAt = manifest.MadeAt });
            Made(log, name, new FileInfo(path).Length, (int)time.GetElapsedTime(began).TotalMilliseconds);
            ForgetOld();
            return null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // the job runner: the page and the mail say it
        {
            var fault = FaultOf(failure);
            NotMade(log, failure, fault);
            Note(State with { TriedAt = time.GetUtcNow(), Failure = fault });
            return fault;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>What a restore put in place, for the page.</summary>
    public void Note(RestoreReport report) => Note(State with { Restored = report });

    /// <summary>The first start begins to count.</summary>
    public void NoteStart()
    {
        if (State.TriedAt is null)
        {
            Note(State with { TriedAt = time.GetUtcNow() });
        }
    }

    async Task<BackupManifest> Write(string path, CancellationToken ct)
    {
        var unfinished = path + Unfinished;
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            BackupManifest manifest;
            await using (var file = new FileStream(unfinished, options))
            {
                manifest = await writer.Write(file, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path);
            return manifest;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>As much as the files and the last backup have, and what the database needs to go on.</summary>
    void RefuseWithoutRoom()
    {
        var files = installation.All().Sum(one => one.File.Exists ? one.File.Length : 0);
        var last = All() is [var newest, ..] ? newest.Bytes : 0;
        if (new DriveInfo(installation.Backups).AvailableFreeSpace < Math.Max(files, last) + LeftFree)
        {
            throw new BackupFaultException(BackupFault.NoRoom, $"There is not enough room for a backup in {installation.Backups}.");
        }
    }

    void ForgetOld()
    {
        foreach (var old in All().Where(kept => kept.Name.Contains(ByItself, StringComparison.Ordinal)).Skip(Settings.Keep).ToList())
        {
            Delete(old);
        }
    }

    void Note(BackupState state)
    {
        File.WriteAllBytes(StateFile + ".new", JsonSerializer.SerializeToUtf8Bytes(state));
        File.Move(StateFile + ".new", StateFile, overwrite: true);
    }

    static BackupFault FaultOf(Exception failure) =>
        failure switch
        {
            BackupFaultException known => known.Fault,
            IOException { HResult: DiskFull } => BackupFault.NoRoom,
            IOException or UnauthorizedAccessException => BackupFault.NoFolder,
            _ => BackupFault.Database,
        };

    /// <summary>ENOSPC, as .NET has it in an exception.</summary>
    const int DiskFull = 28;
    const long LeftFree = Bytes.Giga / 4;

    [LoggerMessage(EventId = 1401, Level = LogLevel.Information, Message = "Backup {Name} made: {Size} bytes in {Milliseconds} ms")]
    static partial void Made(ILogger logger, string name, long size, int milliseconds);

    [LoggerMessage(EventId = 1402, Level = LogLevel.Error, Message = "No backup could be made: {Fault}")]
    static partial void NotMade(ILogger logger, Exception failure, BackupFault fault);

    [LoggerMessage(EventId = 1403, Level = LogLevel.Information, Message = "Backup {Name} deleted")]
    static partial void Deleted(ILogger logger, string name);
}

internal sealed record KeptBackup(string Name, string Path, DateTimeOffset At, long Bytes);

/// <param name="TriedAt">The last time one was begun, or the first start.</param>
/// <param name="MadeAt">Of the last one that was made.</param>
/// <param name="Failure">Of the last try; null: it went well.</param>
/// <param name="Restored">What this installation was restored from last.</param>
internal sealed record BackupState(
    DateTimeOffset? TriedAt = null,
    DateTimeOffset? MadeAt = null,
    BackupFault? Failure = null,
    RestoreReport? Restored = null
);
