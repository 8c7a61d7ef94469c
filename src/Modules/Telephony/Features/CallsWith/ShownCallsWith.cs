using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.Features;

/// <summary>What the signed-in user may make and answer calls with, and what they chose.</summary>
internal sealed class ShownCallsWith(ICurrentUser me, ITelephonyConfigurations configurations, ShownDevices devices)
{
    public async Task<CallsWithList> Mine(CancellationToken ct)
    {
        var configuration = await configurations.Of(me.Company, ct);
        var person = me.User.Value;
        var offered = configuration.MobileOf(person)?.E164;
        var mobile = configuration.MobileChosenBy(person);
        var chosen = mobile is null ? configuration.DeviceChosenBy(person) : null;
        return new CallsWithList(
            [
                new CallsWithOption(Browser, Device: null, IsChosen: chosen is null && mobile is null),
                .. (await devices.Mine(ct)).Select(own => new CallsWithOption(own.Device.Id.ToString(), own, own.Device.Id == chosen?.Id)),
            ],
            new CallsWithMobile(offered is null ? null : NumberPlan.ShowShort(offered, configuration.Region), IsChosen: mobile is not null)
            {
                IsNoted = configuration.Mobiles.ContainsKey(person),
            }
        );
    }

    public const string Browser = "browser";
    public const string Mobile = "mobile";
}

internal sealed record CallsWithList(IReadOnlyList<CallsWithOption> Options, CallsWithMobile Mobile);

/// <param name="Value">What stands for it in a request.</param>
/// <param name="Device">Null: this browser.</param>
internal sealed record CallsWithOption(string Value, ShownDevice? Device, bool IsChosen);

/// <param name="Number">For people to read; null: there is none for the role that they are in.</param>
internal sealed record CallsWithMobile(string? Number, bool IsChosen)
{
    /// <summary>There is one, perhaps for the other role.</summary>
    public bool IsNoted { get; init; }
}
