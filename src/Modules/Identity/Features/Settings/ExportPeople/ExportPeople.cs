using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Features;

/// <summary>Who works here as CSV, with columns that the import knows again.</summary>
internal static class ExportPeople
{
    public static async Task<IResult> Answer(ICurrentUser me, IQuerySession session, ShownRights templates, CancellationToken ct)
    {
        var rights = await session.RightsOf(me.Company, ct);
        var people = await session.Query<User>().Where(user => user.DeactivatedAt == null).ToListAsync(ct);
        var isEnglish = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return SpreadsheetFile.Of(
            "people.csv",
            isEnglish ? English : Dutch,
            people.OrderBy(user => user.Name, StringComparer.CurrentCulture).Select(IReadOnlyList<string> (user) => [.. Cells(user)])
        );

        IEnumerable<string> Cells(User user) =>
            [
                user.Name,
                user.UserName,
                user.Email,
                user.Extension,
                user.Mobile ?? "",
                user.Department,
                user.Role,
                string.Join(", ", RolesOf(user, isEnglish)),
                user.Language ?? "",
                templates.NameOf(rights.Find(user.RightsTemplate ?? rights.StandardId) ?? rights.Templates[0]),
            ];
    }

    static IEnumerable<string> RolesOf(User user, bool isEnglish)
    {
        yield return isEnglish ? "user" : "gebruiker";
        if (user.IsAgent)
        {
            yield return "agent";
        }

        if (user.IsSupervisor)
        {
            yield return "supervisor";
        }

        if (user.IsAdministrator)
        {
            yield return isEnglish ? "administrator" : "beheerder";
        }
    }

    static readonly string[] Dutch = "Naam Gebruikersnaam E-mailadres Toestelnummer Mobiel Afdeling Functie Rollen Taal Rechten".Split(' ');
    static readonly string[] English =
    [
        "Name",
        "Username",
        "Email",
        "Extension",
        "Mobile",
        "Department",
        "Job title",
        "Roles",
        "Language",
        "Rights",
    ];
}
