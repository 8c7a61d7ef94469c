namespace ConnectMe.Identity;

/// <summary>The texts of the mail settings and of test mail, by <c>Resources/MailText.resx</c> and its other languages.</summary>
internal sealed class MailText;
