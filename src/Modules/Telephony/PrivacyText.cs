namespace ConnectMe.Telephony;

/// <summary>Names the texts of what this module keeps for how long (Resources/PrivacyText.resx is Dutch, PrivacyText.en.resx English).</summary>
internal sealed class PrivacyText;
