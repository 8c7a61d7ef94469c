using ConnectMe.Identity.Contracts;
using ConnectMe.Menus.Answering;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>What becomes of calls to a menu or time condition (A3-03): the night switch is as it is now, whatever the hour that is asked about.</summary>
internal sealed class MenusInWords(ICurrentUser me, MenusInMemory menus, IBusinessHours hours, IStringLocalizer<MenusText> text)
    : ICallWords
{
    public async ValueTask<CallStep?> Of(CallTarget target, DateTimeOffset at, CancellationToken ct)
    {
        var all = await menus.Of(me.Company, ct);
        if (all.Inside(target) is not { } id)
        {
            return null;
        }

        var state = hours.At(me.Company, at);
        if (all.FindCondition(id) is { } condition)
        {
            var part = DayParts.Of(condition.IsNight, state);
            return new CallStep(
                text[$"PathTime-{part}", condition.Name, state.Day.Because ?? ""],
                [new CallBranch("", condition.To(part))]
            );
        }

        if (all.FindMenu(id) is not { } menu)
        {
            return null;
        }

        if (menu.WhenClosed is { } elsewhere && !state.IsOpen)
        {
            return new CallStep(text["PathMenuClosed", menu.Name], [new CallBranch("", elsewhere)]);
        }

        return new CallStep(
            text[menu.TakesExtensions ? "PathMenuExtensions" : "PathMenu", menu.Name],
            [.. menu.Keys.Select(key => new CallBranch(text["Key", key.Key], key.To)), new CallBranch(text["PathNoKey"], menu.Otherwise)]
        );
    }
}
