using ConnectMe.Identity.Contracts;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>Which numbers can be the extension of a menu or time condition, or the code of a night switch: nobody's, and of nothing else that is dialled.</summary>
internal sealed class MenuNumbers(
    ICurrentUser me,
    IPeople people,
    MenusInMemory menus,
    IEnumerable<IReservedNumbers> reserved,
    IEnumerable<ICallApplication> applications,
    IStringLocalizer<MenusText> text
)
{
    const int Shortest = 2;
    public const int Longest = 6;

    /// <returns>What is wrong with it, in words; null: nothing is.</returns>
    public Task<string?> WhyNot(string? typed, Guid own, CancellationToken ct)
    {
        var extension = typed?.Trim() ?? "";
        return IsNumber(extension) && extension[0] != '0'
            ? WhyTaken(extension, own, ct)
            : Task.FromResult<string?>(text["NotAnExtension", Shortest, Longest]);
    }

    public Task<string?> WhyNoCode(string? typed, Guid own, CancellationToken ct)
    {
        var code = typed?.Trim() ?? "";
        return IsNumber(code.StartsWith('*') ? code[1..] : code)
            ? WhyTaken(code, own, ct)
            : Task.FromResult<string?>(text["NotACode", Shortest, Longest]);
    }

    static bool IsNumber(string digits) => digits is { Length: >= Shortest and <= Longest } && digits.All(char.IsAsciiDigit);

    async Task<string?> WhyTaken(string number, Guid own, CancellationToken ct)
    {
        if ((await people.Of(me.Company, ct)).FirstOrDefault(person => person.Extension == number) is { } person)
        {
            return text["ExtensionTaken", person.Name];
        }

        var all = await menus.Of(me.Company, ct);
        if (all.At(number) is { } holder)
        {
            return holder == own ? null : text["ExtensionTaken", all.NameOf(holder)!].Value;
        }

        foreach (var one in reserved)
        {
            if (await one.IsReserved(me.Company, number, ct))
            {
                return text["ExtensionReserved"];
            }
        }

        foreach (var application in applications)
        {
            if ((await application.ReachOf(me.Company, ct)).Codes.Contains(number))
            {
                return text["ExtensionReserved"];
            }
        }

        return null;
    }
}
