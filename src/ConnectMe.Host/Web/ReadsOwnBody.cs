namespace ConnectMe.Host.Web;

/// <summary>An endpoint that reads its form part by part, because a file in it may be larger than memory. It checks the form's token itself, as its first part.</summary>
internal sealed class ReadsOwnBody;
