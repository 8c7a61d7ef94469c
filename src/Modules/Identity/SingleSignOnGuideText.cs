namespace ConnectMe.Identity;

/// <summary>The administrator's guide to single sign-on, by <c>Resources/SingleSignOnGuideText.resx</c> and its other languages.</summary>
internal sealed class SingleSignOnGuideText;
