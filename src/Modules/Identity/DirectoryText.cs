namespace ConnectMe.Identity;

/// <summary>The texts about the company's own directory, by <c>Resources/DirectoryText.resx</c> and its other languages.</summary>
internal sealed class DirectoryText;
