using ConnectMe.Kernel.Dashboards;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Queues.Features;

/// <summary>On a dashboard: the queues of its user, how many wait in each and how many could answer (M5-01).</summary>
internal sealed class QueuesWidget(IStringLocalizer<QueuesText> text) : IWidget
{
    public string Key => "queues";

    public int Order => 30;

    public string Icon => "users";

    public string Name => text["Queues"];

    public bool IsUsual => false;

    public string? Tools => null;

    public string Inside => "/Features/ConnectMe.Queues/Widgets/_QueuesInside.cshtml";

    public bool MayBe(string choice) => choice.Length == 0;
}

/// <summary>On a dashboard: the agents of its user's queues, and what each does now (M5-01).</summary>
internal sealed class AgentsWidget(IStringLocalizer<QueuesText> text) : IWidget
{
    public string Key => "agents";

    public int Order => 40;

    public string Icon => "user";

    public string Name => text["Agents"];

    public bool IsUsual => false;

    public string? Tools => null;

    public string Inside => "/Features/ConnectMe.Queues/Widgets/_AgentsInside.cshtml";

    public bool MayBe(string choice) => choice.Length == 0;
}
