namespace ConnectMe.Presence;

/// <summary>Names the texts about what this module keeps (Resources/PresenceRetentionText*.resx).</summary>
internal sealed class PresenceRetentionText;
