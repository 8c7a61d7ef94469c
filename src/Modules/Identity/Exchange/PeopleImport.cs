using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using ConnectMe.Identity.People;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Exchange;

/// <summary>What the file that waits would make of the company's people, by the rules of the form about one.</summary>
internal sealed class PeopleImport(
    IQuerySession session,
    ICurrentUser me,
    PersonNumbers numbers,
    ICompanyPlace place,
    ShownRights templates,
    IStringLocalizer<PeopleText> text,
    IStringLocalizer<PeopleImportText> importText
)
{
    /// <summary>Null when none waits.</summary>
    public async Task<PeoplePreview?> Preview(CancellationToken ct)
    {
        if (await session.LoadAsync<PendingPeople>(me.User.Value, ct) is not { } pending)
        {
            return null;
        }

        var file = PeopleFile.Read(pending.Content);
        var rights = await session.RightsOf(me.Company, ct);
        var known = (await session.Query<User>().ToListAsync(ct)).ToDictionary(user => SignInName.Normalize(user.UserName));
        var rules = new PersonFields.Rules(me, numbers, place, session, text);
        var claimed = new Dictionary<string, int>(StringComparer.Ordinal);
        var (changes, refused, same) = (new List<PersonChange>(), new List<RefusedPerson>(), 0);
        foreach (var row in file.Rows)
        {
            var before = known.GetValueOrDefault(SignInName.Normalize(row.Cell(PersonColumn.UserName)));
            var (fields, unreadable) = RowReading.FieldsOf(row, before);
            var (template, isKnown) = TemplateOf(row, before, rights);
            var refusal =
                before is { DeactivatedAt: not null } ? importText["IsDeactivated"].Value
                : unreadable is not null ? importText[unreadable].Value
                : !isKnown ? importText["UnknownTemplate", row.Cell(PersonColumn.Rights)].Value
                : await Refusal(fields, rules, ct) ?? Doubled(fields, row.Line, claimed);
            if (refusal is not null)
            {
                refused.Add(new RefusedPerson(row.Line, NameOf(row, before), refusal));
            }
            else if (before is not null && fields.ToChange(before.Id, place.Region) == before.Now && template == before.RightsTemplate)
            {
                same++;
            }
            else
            {
                changes.Add(new PersonChange(row.Line, before, fields, template));
            }
        }

        return new PeoplePreview(pending.FileName, changes, refused, same, file.Unused);
    }

    static async Task<string?> Refusal(PersonFields fields, PersonFields.Rules rules, CancellationToken ct)
    {
        var failures = (await rules.ValidateAsync(fields, ct)).Errors;
        return failures.Count == 0
            ? null
            : $"{failures[0].ErrorMessage}{(failures[0].AttemptedValue is string { Length: > 0 and < 80 } value ? $" ({value})" : "")}";
    }

    /// <summary>Two rows cannot both have a name, address or extension; who comes first has it.</summary>
    string? Doubled(PersonFields fields, int line, Dictionary<string, int> claimed)
    {
        HashSet<string> claims = [SignInName.Normalize(fields.UserName!), SignInName.Normalize(fields.Email!), fields.Extension!.Trim()];
        if (claims.FirstOrDefault(claimed.ContainsKey) is { } doubled)
        {
            return importText["AlsoInRow", doubled, claimed[doubled]];
        }

        foreach (var claim in claims)
        {
            claimed.Add(claim, line);
        }

        return null;
    }

    /// <summary>By its name; an empty cell is what they have, or what new people get.</summary>
    (Guid? Template, bool IsKnown) TemplateOf(PersonRow row, User? before, CompanyRights rights)
    {
        var name = row.Cell(PersonColumn.Rights);
        if (name.Length == 0)
        {
            return (before is null ? rights.ForNewPeople : before.RightsTemplate, true);
        }

        var named = rights.Templates.FirstOrDefault(one => string.Equals(templates.NameOf(one), name, StringComparison.OrdinalIgnoreCase));
        var isTheirs = before is not null && named?.Id == (before.RightsTemplate ?? rights.StandardId);
        return (isTheirs ? before!.RightsTemplate : named?.Id, named is not null);
    }

    static string NameOf(PersonRow row, User? before) =>
        new[] { row.Cell(PersonColumn.Name), before?.Name ?? "", row.Cell(PersonColumn.UserName) }.FirstOrDefault(name => name.Length > 0)
        ?? "";
}

/// <param name="Same">Rows that say what is so already.</param>
/// <param name="Unused">Headings of columns that no field is for.</param>
internal sealed record PeoplePreview(
    string FileName,
    IReadOnlyList<PersonChange> Changes,
    IReadOnlyList<RefusedPerson> Refused,
    int Same,
    IReadOnlyList<string> Unused
)
{
    public IEnumerable<PersonChange> Added => Changes.Where(change => change.Before is null);

    public IEnumerable<PersonChange> Changed => Changes.Where(change => change.Before is not null);
}

/// <param name="Before">Null: somebody new.</param>
/// <param name="Template">Of the rights; null: the standard one.</param>
internal sealed record PersonChange(int Line, User? Before, PersonFields Fields, Guid? Template);

/// <param name="Why">In the administrator's language.</param>
internal sealed record RefusedPerson(int Line, string Name, string Why);
