using System.Text.Json;
using Npgsql;

namespace ConnectMe.Host.Backups;

/// <summary>
/// Puts a backup in the place of what is there, while nothing runs but the database. Never half: what is there waits beside the restored state until that
/// has started once, and a restore that fails, or is killed at any moment, leaves it where it was.
/// </summary>
internal sealed class Restoration(Installation installation, string connectionString, TimeProvider time)
{
    readonly DatabaseSwap _database = new(connectionString);

    string StateFile => Path.Combine(installation.Workshop, "state.json");

    /// <summary>What was restored has not proved itself yet: the next <see cref="Recover"/> puts back what was there before.</summary>
    public bool IsOnTrial => Read() is { Phase: RestorePhase.Starting };

    /// <exception cref="BackupFaultException">Nothing has changed.</exception>
    public async Task<RestoreReport> Run(string backup, CancellationToken ct)
    {
        await Recover(ct);
        using var archive = BackupArchive.Open(backup);
        RefuseWithoutRoom(archive.Manifest);
        var dump = Path.Combine(installation.Workshop, BackupArchive.Database);
        var before = new State(
            RestorePhase.Database,
            await _database.HasSchema(ct),
            await _database.Extensions(ct),
            ReportOf(archive.Manifest)
        );
        try
        {
            ForgetFiles();
            await archive.Extract(name => installation.Places.Single(place => place.Name == name).New, dump, ct);
            Write(before);
            await RestoreDatabase(archive.Manifest, dump, ct);
            Write(before with { Phase = RestorePhase.Aside });
            Each(place => place.PutAside());
            Write(before with { Phase = RestorePhase.Exchanged });
            Each(place => place.TakeNew());
            Write(before with { Phase = RestorePhase.OnTrial });
            return before.Report;
        }
        catch (Exception failure)
        {
            await Undo(CancellationToken.None);
            if (failure is NpgsqlException or IOException or UnauthorizedAccessException)
            {
                throw new BackupFaultException(
                    failure is NpgsqlException ? BackupFault.Database : BackupFault.NoFolder,
                    $"Not restored: {failure.Message}",
                    failure
                );
            }

            throw;
        }
        finally
        {
            File.Delete(dump);
        }
    }

    /// <summary>Before the application starts: undoes a restore that was cut short, or whose result did not start the last time.</summary>
    /// <returns>Which of them it was; null: there was nothing to do.</returns>
    public async Task<RestorePhase?> Recover(CancellationToken ct)
    {
        if (Read() is not { } state)
        {
            return null;
        }

        if (state.Phase is RestorePhase.OnTrial)
        {
            Write(state with { Phase = RestorePhase.Starting });
            return null;
        }

        await (state.Phase is RestorePhase.Proved ? Forget(ct) : Undo(ct));
        return state.Phase;
    }

    /// <summary>The restored state has started: the one before is not needed any more.</summary>
    /// <returns>What was restored; null: nothing was.</returns>
    public async Task<RestoreReport?> Confirm(CancellationToken ct)
    {
        if (Read() is not { Phase: RestorePhase.Starting or RestorePhase.OnTrial } state)
        {
            return null;
        }

        Write(state with { Phase = RestorePhase.Proved });
        await Forget(ct);
        return state.Report;
    }

    async Task RestoreDatabase(BackupManifest manifest, string dump, CancellationToken ct)
    {
        var programs = await PostgresPrograms.For(connectionString, ct);
        await _database.PutAside(ct);
        await programs.Restore(dump, "pre-data", ct);
        await _database.PlaceExtensions(manifest.Extensions, ct);
        await programs.Restore(dump, "data", ct);
        await programs.Restore(dump, "post-data", ct);
        var rows = await _database.Rows(ct);
        if (manifest.Rows.FirstOrDefault(table => rows.GetValueOrDefault(table.Key, -1) != table.Value) is { Key: { } table })
        {
            throw new BackupFaultException(BackupFault.Altered, $"The table {table} has not the rows that the backup says of it.");
        }
    }

    async Task Undo(CancellationToken ct)
    {
        if (Read() is { } state)
        {
            await _database.PutBack(state.HadSchema, state.Extensions, ct);
            if (state.Phase is not RestorePhase.Database)
            {
                Each(place => place.PutBack(replaced: state.Phase is not RestorePhase.Aside));
            }
        }

        ForgetFiles();
    }

    async Task Forget(CancellationToken ct)
    {
        await _database.Forget(ct);
        ForgetFiles();
    }

    /// <summary>The state last: as long as it stands there it is known what lies here.</summary>
    void ForgetFiles()
    {
        Each(place => place.Forget());
        File.Delete(StateFile);
    }

    void Each(Action<Place> what)
    {
        foreach (var place in installation.Places)
        {
            what(place);
        }
    }

    void RefuseWithoutRoom(BackupManifest manifest)
    {
        Directory.CreateDirectory(installation.Workshop, Place.Ours);
        if (manifest.Parts.Sum(part => (decimal)part.Size) * 2 > new DriveInfo(installation.Workshop).AvailableFreeSpace)
        {
            throw new BackupFaultException(
                BackupFault.NoRoom,
                "There is not enough room on the disk for the restored state beside the present one."
            );
        }
    }

    State? Read() => File.Exists(StateFile) ? JsonSerializer.Deserialize<State>(File.ReadAllBytes(StateFile)) : null;

    void Write(State state)
    {
        Directory.CreateDirectory(installation.Workshop, Place.Ours);
        var unfinished = StateFile + ".new";
        using (var file = new FileStream(unfinished, FileMode.Create))
        {
            JsonSerializer.Serialize(file, state);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, StateFile, overwrite: true);
    }

    RestoreReport ReportOf(BackupManifest manifest) => new(time.GetUtcNow(), manifest.MadeAt, manifest.Company, manifest.Counts);

    /// <param name="HadSchema">There was something before.</param>
    /// <param name="Extensions">As they were before.</param>
    sealed record State(RestorePhase Phase, bool HadSchema, DatabaseExtensions Extensions, RestoreReport Report);
}

/// <summary>How far a restore is: what must be undone when it ends here.</summary>
internal enum RestorePhase
{
    /// <summary>The schema is being exchanged.</summary>
    Database,

    /// <summary>Files are being put aside.</summary>
    Aside,

    /// <summary>The restored files are being put in their place.</summary>
    Exchanged,

    /// <summary>All is there; the application has not started with it yet.</summary>
    OnTrial,

    /// <summary>The application starts with it for the first time.</summary>
    Starting,

    /// <summary>It has started; the state before is being removed.</summary>
    Proved,
}

/// <param name="MadeAt">When the backup was made: what came later is gone.</param>
internal sealed record RestoreReport(DateTimeOffset RestoredAt, DateTimeOffset MadeAt, string Company, BackupCounts Counts);
