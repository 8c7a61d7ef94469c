namespace ConnectMe.Host;

/// <summary>Names the texts of backup and restore.</summary>
internal sealed class BackupText;
