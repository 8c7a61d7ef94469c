namespace ConnectMe.Identity;

/// <summary>The texts of the audit log and of people's sign-ins (Resources/AuditText*.resx).</summary>
internal sealed class AuditText;
