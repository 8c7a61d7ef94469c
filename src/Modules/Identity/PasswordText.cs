namespace ConnectMe.Identity;

/// <summary>The texts about passwords, their mail and sessions, by <c>Resources/PasswordText.resx</c> and its other languages.</summary>
internal sealed class PasswordText;
