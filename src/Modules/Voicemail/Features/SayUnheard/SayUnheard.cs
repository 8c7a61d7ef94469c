using ConnectMe.Kernel.Dashboards;
using ConnectMe.Voicemail.Keeping;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Voicemail.Features;

/// <summary>At the top of a dashboard: how many messages the user has not heard yet.</summary>
internal sealed class SayUnheard(OwnMessages own, IStringLocalizer<VoicemailText> text) : IDashboardNews
{
    public IReadOnlyList<string> Topics => ["voicemail"];

    public async ValueTask<DashboardNews?> Now(CancellationToken ct) =>
        await own.Unheard(ct) is > 0 and var count ? new DashboardNews(20, "voicemail", text["NewMessages", count], "/voicemail") : null;
}
