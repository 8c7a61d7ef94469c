namespace ConnectMe.Identity;

/// <summary>The texts of single sign-on, by <c>Resources/SingleSignOnText.resx</c> and its other languages.</summary>
internal sealed class SingleSignOnText;
