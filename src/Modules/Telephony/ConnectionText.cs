namespace ConnectMe.Telephony;

/// <summary>The texts of the connection test, by <c>Resources/ConnectionText.resx</c> and its other languages.</summary>
internal sealed class ConnectionText;
