using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Dashboards;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>On a dashboard: the calls that its user may take (M5-20 to M5-23), of all queues or of the chosen one.</summary>
internal sealed class MonitoredCalls(IStringLocalizer<TelephonyText> text) : IWidget
{
    public string Key => "monitored-calls";

    public int Order => 20;

    public string Icon => "headset";

    public string Name => text["MonitoredCalls"];

    public bool IsUsual => true;

    public string Tools => "/Features/ConnectMe.Telephony/MonitorCalls/_Tools.cshtml";

    public string Inside => "/Features/ConnectMe.Telephony/MonitorCalls/_Inside.cshtml";

    public bool MayBe(string choice) => choice.Length == 0 || Guid.TryParseExact(choice, "D", out _);
}

/// <summary>The queues whose callers the user may take.</summary>
internal sealed class OwnQueues(ICurrentUser me, ICallQueues queues)
{
    public async Task<IReadOnlyList<CallQueue>> All(CancellationToken ct) =>
        [
            .. (await queues.Of(me.Company, ct))
                .Where(queue => queue.Supervisors.Contains(me.User) || queue.Agents.Any(agent => agent.Person == me.User))
                .OrderBy(queue => queue.Name, StringComparer.CurrentCulture),
        ];

    /// <summary>Null: all of them, or it is theirs no more.</summary>
    public async Task<Guid?> Chosen(string choice, CancellationToken ct) =>
        Guid.TryParseExact(choice, "D", out var id) && (await All(ct)).Any(queue => queue.Id == id) ? id : null;
}
