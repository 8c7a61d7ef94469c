namespace ConnectMe.Identity;

/// <summary>The texts of the help page and of who is asked for help, by <c>Resources/SupportText.resx</c> and its other languages.</summary>
internal sealed class SupportText;
