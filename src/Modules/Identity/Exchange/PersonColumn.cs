namespace ConnectMe.Identity.Exchange;

/// <summary>The columns of a CSV file with people, in Dutch and English: our own export, and what others call them.</summary>
internal enum PersonColumn
{
    Name,
    UserName,
    Email,
    Extension,
    Mobile,
    Department,
    Role,
    Roles,
    Language,
    Rights,
}

internal static class PersonColumns
{
    /// <summary>Null when no field of a person is for it.</summary>
    public static PersonColumn? Of(string heading) =>
        Names.TryGetValue(string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant(), out var column) ? column : null;

    static readonly Dictionary<string, PersonColumn> Names = new[]
    {
        (PersonColumn.Name, "naam name volledigenaam fullname displayname weergavenaam"),
        (PersonColumn.UserName, "gebruikersnaam username gebruiker user login account"),
        (PersonColumn.Email, "email emailadres emailaddress mail"),
        (PersonColumn.Extension, "toestelnummer extension toestel internnummer intern"),
        (PersonColumn.Mobile, "mobiel mobile mobielnummer mobilenumber mobilephone gsm"),
        (PersonColumn.Department, "afdeling department"),
        (PersonColumn.Role, "functie jobtitle title function"),
        (PersonColumn.Roles, "rollen roles rol role"),
        (PersonColumn.Language, "taal language"),
        (PersonColumn.Rights, "rechten rights sjabloon template rechtensjabloon"),
    }
        .SelectMany(pair => pair.Item2.Split(' ').Select(name => (Name: name, Column: pair.Item1)))
        .ToDictionary(pair => pair.Name, pair => pair.Column, StringComparer.Ordinal);
}
