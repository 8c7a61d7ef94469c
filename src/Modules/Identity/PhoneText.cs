namespace ConnectMe.Identity;

/// <summary>The texts of the applications page, of signing a phone in and of its mail, by <c>Resources/PhoneText.resx</c> and its other languages.</summary>
internal sealed class PhoneText;
