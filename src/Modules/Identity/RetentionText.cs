namespace ConnectMe.Identity;

/// <summary>Names the texts of what is kept for how long, and of erasing (Resources/RetentionText.resx is Dutch, RetentionText.en.resx English).</summary>
internal sealed class RetentionText;
