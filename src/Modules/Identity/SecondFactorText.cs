namespace ConnectMe.Identity;

/// <summary>The texts of the second factor, by <c>Resources/SecondFactorText.resx</c> and its other languages.</summary>
internal sealed class SecondFactorText;
