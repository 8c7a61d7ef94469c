namespace ConnectMe.Voicemail;

/// <summary>Names the texts of this module (Resources/VoicemailText.resx is Dutch, VoicemailText.en.resx English).</summary>
internal sealed class VoicemailText;
