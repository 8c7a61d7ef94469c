namespace ConnectMe.Recordings;

/// <summary>Names the texts of this module (Resources/RecordingsText.resx is Dutch, RecordingsText.en.resx English).</summary>
internal sealed class RecordingsText;
