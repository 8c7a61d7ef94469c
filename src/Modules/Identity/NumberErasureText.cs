namespace ConnectMe.Identity;

/// <summary>Names the texts of erasing a number (Resources/NumberErasureText.resx is Dutch, NumberErasureText.en.resx English).</summary>
internal sealed class NumberErasureText;
