namespace ConnectMe.Identity;

/// <summary>Names the texts of the import of people.</summary>
internal sealed class PeopleImportText;
