namespace ConnectMe.Identity;

/// <summary>Names the texts about a user's own profile, language and times (Resources/ProfileText*.resx).</summary>
internal sealed class ProfileText;
