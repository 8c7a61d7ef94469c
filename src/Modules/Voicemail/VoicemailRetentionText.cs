namespace ConnectMe.Voicemail;

/// <summary>Names the texts of what this module keeps for how long (Resources/VoicemailRetentionText.resx is Dutch, VoicemailRetentionText.en.resx English).</summary>
internal sealed class VoicemailRetentionText;
