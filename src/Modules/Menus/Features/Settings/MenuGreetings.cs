using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>What a menu can say: the company's prompts, and what it says already, also when that was sent before there were any.</summary>
internal sealed class MenuGreetings(ICurrentUser me, ICompanySounds sounds, MenusInMemory menus, IStringLocalizer<MenusText> text)
{
    /// <param name="menu">That is changed; an unknown one has nothing yet.</param>
    public async Task<IReadOnlyList<Choice>> Choices(Guid menu, CancellationToken ct)
    {
        var choices = await sounds.Choices(me.Company, SoundKind.Announcement, ct);
        var own = (await menus.Of(me.Company, ct)).FindMenu(menu)?.GreetingId?.ToString("d", CultureInfo.InvariantCulture);
        return own is null || choices.Any(choice => choice.Value == own) ? choices : [.. choices, new Choice(own, text["EarlierGreeting"])];
    }

    public async Task<bool> CanSay(Guid menu, Guid? greeting, CancellationToken ct) =>
        greeting is null
        || (await Choices(menu, ct)).Any(choice => choice.Value == greeting.Value.ToString("d", CultureInfo.InvariantCulture));
}
