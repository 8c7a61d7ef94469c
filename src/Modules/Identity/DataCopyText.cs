namespace ConnectMe.Identity;

/// <summary>Names the texts of the copy of one's own data (Resources/DataCopyText.resx is Dutch, DataCopyText.en.resx English).</summary>
internal sealed class DataCopyText;
