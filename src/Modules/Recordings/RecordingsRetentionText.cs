namespace ConnectMe.Recordings;

/// <summary>Names the texts of what this module keeps for how long (Resources/RecordingsRetentionText.resx is Dutch, RecordingsRetentionText.en.resx English).</summary>
internal sealed class RecordingsRetentionText;
