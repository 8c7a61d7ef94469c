namespace ConnectMe.Host.Backups;

/// <summary>A backup that was looked at from beginning to end, and waits for somebody to say yes. One at a time.</summary>
internal sealed class RestoreOffer(Installation installation)
{
    readonly Lock _lock = new();
    Offered? _offered;

    public Offered? Current
    {
        get
        {
            lock (_lock)
            {
                return _offered;
            }
        }
    }

    /// <summary>Of a kept backup.</summary>
    /// <exception cref="BackupFaultException">It can't be used.</exception>
    public async Task Offer(KeptBackup kept, CancellationToken ct) =>
        Replace(new Offered(kept.Path, kept.Name, await Looked(kept.Path, ct), IsUploaded: false));

    /// <summary>Of what a browser sends: kept on the disk as it comes, opened with the passphrase when it is sealed.</summary>
    /// <exception cref="BackupFaultException">It can't be used; nothing of it is kept.</exception>
    public async Task Offer(Stream sent, string name, string? passphrase, CancellationToken ct)
    {
        Directory.CreateDirectory(installation.Workshop, Place.Ours);
        var path = Path.Combine(installation.Workshop, $"{Guid.CreateVersion7():n}.uploaded");
        try
        {
            await Keep(sent, path, ct);
            await OpenSealed(path, passphrase, ct);
            Replace(new Offered(path, name, await Looked(path, ct), IsUploaded: true));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>What an earlier run was offered and nobody said yes to.</summary>
    public void ForgetLeft()
    {
        if (Directory.Exists(installation.Workshop))
        {
            foreach (var left in Directory.EnumerateFiles(installation.Workshop, "*.uploaded*"))
            {
                File.Delete(left);
            }
        }
    }

    public void Withdraw() => Replace(offered: null);

    /// <summary>Whoever takes it cares for its file.</summary>
    public Offered? Take()
    {
        lock (_lock)
        {
            var taken = _offered;
            _offered = null;
            return taken;
        }
    }

    /// <summary>When a sealed one is given, the open one takes its place.</summary>
    public static async Task OpenSealed(string path, string? passphrase, CancellationToken ct)
    {
        if (!PassphraseSeal.IsSealed(path))
        {
            return;
        }

        if (string.IsNullOrEmpty(passphrase))
        {
            throw new BackupFaultException(BackupFault.PassphraseNeeded, "This backup is protected by a passphrase.");
        }

        var open = path + ".open";
        try
        {
            await using (var from = File.OpenRead(path))
            await using (var to = new FileStream(open, Private))
            {
                await PassphraseSeal.Unseal(from, to, passphrase, ct);
            }

            File.Move(open, path, overwrite: true);
        }
        finally
        {
            File.Delete(open);
        }
    }

    static async Task<BackupManifest> Looked(string path, CancellationToken ct)
    {
        using var archive = BackupArchive.Open(path);
        await archive.Check(ct);
        return archive.Manifest;
    }

    /// <summary>Never the whole of it in memory, and never the last of the disk.</summary>
    static async Task Keep(Stream sent, string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, Private);
        var disk = new DriveInfo(Path.GetDirectoryName(path)!);
        var buffer = new byte[128 * 1024];
        while (await sent.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (disk.AvailableFreeSpace < LeftFree)
            {
                throw new BackupFaultException(BackupFault.NoRoom, "There is not enough room on the disk for this file.");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }

    void Replace(Offered? offered)
    {
        lock (_lock)
        {
            if (_offered is { IsUploaded: true } before)
            {
                File.Delete(before.Path);
            }

            _offered = offered;
        }
    }

    static FileStreamOptions Private =>
        new()
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };

    const long LeftFree = Health.Bytes.Giga / 4;
}

/// <param name="IsUploaded">It lies there for this restore only.</param>
internal sealed record Offered(string Path, string Name, BackupManifest Manifest, bool IsUploaded);
