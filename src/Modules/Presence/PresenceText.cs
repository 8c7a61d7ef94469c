namespace ConnectMe.Presence;

/// <summary>Names the texts of this module (Resources/PresenceText.resx is Dutch, PresenceText.en.resx English).</summary>
internal sealed class PresenceText;
