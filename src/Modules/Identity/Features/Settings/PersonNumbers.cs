using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Which numbers can be somebody's extension: of nobody who works here, and of nothing else that is dialled.</summary>
internal sealed class PersonNumbers(
    ICurrentUser me,
    IQuerySession session,
    IEnumerable<IReservedNumbers> reserved,
    IStringLocalizer<PeopleText> text
)
{
    const int Shortest = 2;
    const int Longest = 6;

    /// <returns>What is wrong with it, in words; null: nothing is.</returns>
    public async Task<string?> WhyNot(string? typed, Guid? whose, CancellationToken ct)
    {
        var extension = typed?.Trim() ?? "";
        if (extension is not { Length: >= Shortest and <= Longest } || !extension.All(char.IsAsciiDigit) || extension[0] == '0')
        {
            return text["NotAnExtension", Shortest, Longest];
        }

        var other = await session.Query<User>().FirstOrDefaultAsync(user => user.Extension == extension && user.DeactivatedAt == null, ct);
        if (other is not null && other.Id != whose)
        {
            return text["ExtensionTaken", other.Name];
        }

        foreach (var part in reserved)
        {
            if (await part.IsReserved(me.Company, extension, ct))
            {
                return text["ExtensionReserved"];
            }
        }

        return null;
    }
}
