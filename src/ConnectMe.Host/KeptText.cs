namespace ConnectMe.Host;

/// <summary>Names the texts of what the installation keeps (Resources/KeptText.resx is Dutch, KeptText.en.resx English).</summary>
internal sealed class KeptText;
