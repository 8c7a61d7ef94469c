namespace ConnectMe.Host.Backups;

/// <summary>A restore that waits for the application to stop: it takes place between two runs of it in the same process.</summary>
internal sealed class RestoreRequest
{
    /// <summary>Null: the process is to end when the application stops.</summary>
    public string? Backup { get; private set; }

    /// <summary>It lies there for this restore only.</summary>
    public bool IsUploaded { get; private set; }

    /// <summary>Why the last one was not carried out.</summary>
    public BackupFault? Failure { get; private set; }

    public void Ask(string backup, bool isUploaded) => (Backup, IsUploaded, Failure) = (backup, isUploaded, null);

    public void Fail(BackupFault fault) => Failure = fault;

    /// <summary>After the application has stopped.</summary>
    /// <returns>False: nobody has asked, the process ends.</returns>
    public async Task<bool> CarryOut(Restoration restoration, CancellationToken ct)
    {
        if (Backup is not { } backup)
        {
            return false;
        }

        try
        {
            await restoration.Run(backup, ct);
        }
        catch (BackupFaultException fault)
        {
            await Console.Error.WriteLineAsync($"The backup was not restored, all is as it was: {fault.Message}");
            Fail(fault.Fault);
        }
        finally
        {
            if (IsUploaded)
            {
                File.Delete(backup);
            }

            Backup = null;
        }

        return true;
    }
}
