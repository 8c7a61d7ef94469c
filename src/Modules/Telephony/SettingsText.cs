namespace ConnectMe.Telephony;

/// <summary>Names the texts of this module's settings pages (Resources/SettingsText.resx is Dutch, SettingsText.en.resx English).</summary>
internal sealed class SettingsText;
