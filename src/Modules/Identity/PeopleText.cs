namespace ConnectMe.Identity;

/// <summary>The texts of the pages about the company's people, by <c>Resources/PeopleText.resx</c> and its other languages.</summary>
internal sealed class PeopleText;
