using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;

namespace ConnectMe.Telephony.Features;

/// <summary>What the signed-in user may make and answer calls with, and what they chose.</summary>
internal sealed class ShownCallsWith(ICurrentUser me, ITelephonyConfigurations configurations, ShownDevices devices)
{
    public async Task<CallsWithList> Mine(CancellationToken ct)
    {
        var chosen = (await configurations.Of(me.Company, ct)).DeviceChosenBy(me.User.Value);
        return new CallsWithList([
            new CallsWithOption(Browser, Device: null, IsChosen: chosen is null),
            .. (await devices.Mine(ct)).Select(own => new CallsWithOption(own.Device.Id.ToString(), own, own.Device.Id == chosen?.Id)),
        ]);
    }

    public const string Browser = "browser";
}

internal sealed record CallsWithList(IReadOnlyList<CallsWithOption> Options);

/// <param name="Value">What stands for it in a request.</param>
/// <param name="Device">Null: this browser.</param>
internal sealed record CallsWithOption(string Value, ShownDevice? Device, bool IsChosen);
