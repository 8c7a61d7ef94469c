namespace ConnectMe.Contacts;

/// <summary>The texts of this module's acts in the audit log (Resources/AuditText*.resx).</summary>
internal sealed class AuditText;
