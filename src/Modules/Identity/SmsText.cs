namespace ConnectMe.Identity;

/// <summary>The texts of the SMS settings, by <c>Resources/SmsText.resx</c> and its other languages.</summary>
internal sealed class SmsText;
