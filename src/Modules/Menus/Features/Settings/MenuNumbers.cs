using ConnectMe.Identity.Contracts;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>Which numbers can be the extension of a menu or time condition, or the code of a night switch: nobody's, and of nothing else that is dialled.</summary>
internal sealed class MenuNumbers(
    ICurrentUser me,
    MenusInMemory menus,
    IFreeExtensions extensions,
    IEnumerable<IReservedNumbers> reserved,
    IEnumerable<ICallApplication> applications,
    IStringLocalizer<MenusText> text
)
{
    const char Star = '*';

    public const int LongestCode = Extension.Longest + 1;

    /// <returns>What is wrong with it, in words; null: nothing is.</returns>
    public async Task<string?> WhyNot(string? typed, Guid own, CancellationToken ct)
    {
        var number = typed?.Trim() ?? "";
        var isOwn = (await menus.Of(me.Company, ct)).At(number) == own;
        return await extensions.WhyNot(me.Company, number, isOwn ? number : null, ct);
    }

    /// <summary>A code is an extension, or digits after a star.</summary>
    public async Task<string?> WhyNoCode(string? typed, Guid own, CancellationToken ct)
    {
        var code = typed?.Trim() ?? "";
        if (!code.StartsWith(Star))
        {
            return await WhyNot(code, own, ct);
        }

        if (code is not { Length: > Extension.Shortest and <= LongestCode } || !code[1..].All(char.IsAsciiDigit))
        {
            return text["NotACode", Extension.Shortest, Extension.Longest];
        }

        return (await menus.Of(me.Company, ct)).At(code) == own ? null
            : await WhyTaken(code, ct) is { } why ? why
            : await IsDialled(code, ct) ? text["ExtensionReserved"].Value
            : null;
    }

    /// <summary>Another of them has it.</summary>
    async Task<string?> WhyTaken(string number, CancellationToken ct)
    {
        var all = await menus.Of(me.Company, ct);
        return all.At(number) is { } holder ? text["ExtensionTaken", all.NameOf(holder)!].Value : null;
    }

    async Task<bool> IsDialled(string code, CancellationToken ct)
    {
        foreach (var one in reserved)
        {
            if (await one.IsReserved(me.Company, code, ct))
            {
                return true;
            }
        }

        foreach (var application in applications)
        {
            if ((await application.ReachOf(me.Company, ct)).Codes.Contains(code))
            {
                return true;
            }
        }

        return false;
    }
}
