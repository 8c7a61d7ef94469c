using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Health;

/// <summary>Each trunk as it stands: registered, or answering OPTIONS.</summary>
internal sealed class TrunksCheck(ITelephonyConfigurations configurations, TrunkStates states, IStringLocalizer<SettingsText> text)
    : ISystemCheck
{
    public int Order => 50;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct)
    {
        var trunks = (await configurations.Of(company, ct)).Trunks;
        if (trunks.Count == 0)
        {
            return
            [
                new Finding("trunk", text["Trunks"], FindingState.Missing, text["TrunkMissing"])
                {
                    ToDo = text["TrunkMissingToDo"],
                    Address = Page,
                },
            ];
        }

        var known = states.Of(company).ToDictionary(state => state.Trunk);
        return [.. trunks.Select(trunk => Of(trunk, known.GetValueOrDefault(trunk.Id)))];
    }

    Finding Of(Trunk trunk, TrunkState? state)
    {
        var words = new TrunkWords(text);
        var (found, said) = state switch
        {
            { Reach: TrunkReach.Registered } => (FindingState.Good, text["TrunkRegistered"].Value),
            { Reach: TrunkReach.Reachable } => (FindingState.Good, text["TrunkReachable"].Value),
            { Reach: TrunkReach.Failed, Error: { } fault } => (
                FindingState.Broken,
                words.Sentence(fault, trunk.Settings.Server, TimeSpan.Zero)
            ),
            _ => (FindingState.Warning, text["TrunkUnknown"].Value),
        };
        return new Finding("trunk", text["TrunkNamed", trunk.Name], found, said) { ToDo = text["TrunkToDo"], Address = Page };
    }

    const string Page = "/admin/trunks";
}
