namespace ConnectMe.Host.Backups;

/// <summary>Why a backup can't be made or used. The texts of the pages have a sentence for each.</summary>
internal enum BackupFault
{
    /// <summary>No file of ours, or one that was cut short.</summary>
    NotABackup,

    /// <summary>A part is not what its backup says of it: damaged, or changed by somebody.</summary>
    Altered,

    /// <summary>Made by a newer version.</summary>
    Newer,
    PassphraseNeeded,

    /// <summary>Another one, or the file was changed.</summary>
    PassphraseWrong,
    NoRoom,

    /// <summary>The place of the backups is not there, or can't be written to.</summary>
    NoFolder,

    /// <summary>pg_dump and pg_restore are not installed, or none that fit the server.</summary>
    NoPrograms,

    /// <summary>PostgreSQL said no.</summary>
    Database,
}

/// <summary>Ends the making or use of a backup; caught where one was begun. What was before is as it was.</summary>
/// <param name="detail">In English, for the log and the console.</param>
internal sealed class BackupFaultException(BackupFault fault, string detail, Exception? cause = null) : Exception(detail, cause)
{
    public BackupFault Fault => fault;
}
