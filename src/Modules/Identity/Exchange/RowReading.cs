using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;

namespace ConnectMe.Identity.Exchange;

/// <summary>A row as the form about a person would be filled in. A column that is not there changes nothing; neither does an empty cell of what everybody must have.</summary>
internal static class RowReading
{
    /// <summary>What cannot be read is a key of the texts.</summary>
    /// <param name="before">Null: somebody new.</param>
    public static (PersonFields Fields, string? Refusal) FieldsOf(PersonRow row, User? before)
    {
        var fields = before is null ? new PersonFields() : PersonFields.Of(before) with { Whose = before.Id };
        var refusal = (string?)null;
        foreach (var (column, cell) in row.Cells)
        {
            fields = column switch
            {
                PersonColumn.Name when cell.Length > 0 => fields with { Name = cell },
                PersonColumn.UserName when cell.Length > 0 => fields with { UserName = cell },
                PersonColumn.Email when cell.Length > 0 => fields with { Email = cell },
                PersonColumn.Extension when cell.Length > 0 => fields with { Extension = cell },
                PersonColumn.Mobile => fields with { Mobile = cell },
                PersonColumn.Department => fields with { Department = cell },
                PersonColumn.Role => fields with { Role = cell },
                PersonColumn.Roles => WithRoles(fields, cell, ref refusal),
                PersonColumn.Language => fields with { Language = LanguageOf(cell, ref refusal) },
                _ => fields,
            };
        }

        return (fields, refusal);
    }

    static PersonFields WithRoles(PersonFields fields, string cell, ref string? refusal)
    {
        var words = cell.ToLowerInvariant().Split([',', '+', '/', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (
            words.Any(word =>
                !Users.Contains(word) && !Agents.Contains(word) && !Supervisors.Contains(word) && !Administrators.Contains(word)
            )
        )
        {
            refusal = "UnknownRole";
        }

        return fields with
        {
            IsAgent = words.Any(Agents.Contains),
            IsSupervisor = words.Any(Supervisors.Contains),
            IsAdministrator = words.Any(Administrators.Contains),
        };
    }

    static string? LanguageOf(string cell, ref string? refusal)
    {
        switch (cell.ToLowerInvariant())
        {
            case "":
                return null;
            case "nl" or "nederlands" or "dutch":
                return "nl";
            case "en" or "engels" or "english":
                return "en";
            default:
                refusal = "UnknownLanguage";
                return null;
        }
    }

    static readonly HashSet<string> Users = ["gebruiker", "user"];
    static readonly HashSet<string> Agents = ["agent", "agents"];
    static readonly HashSet<string> Supervisors = ["supervisor"];
    static readonly HashSet<string> Administrators = ["beheerder", "administrator", "admin"];
}
