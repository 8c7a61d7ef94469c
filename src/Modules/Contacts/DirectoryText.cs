namespace ConnectMe.Contacts;

/// <summary>Names the texts of the pages on which the company's directory is managed.</summary>
internal sealed class DirectoryText;
