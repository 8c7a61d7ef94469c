using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The administrator's guide to single sign-on, provider by provider (M2-06).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ReadGuide(IStringLocalizer<SingleSignOnGuideText> text) : PageModel
{
    public static IReadOnlyList<ProviderKind> Kinds { get; } = Enum.GetValues<ProviderKind>();

    /// <summary>What to do there, one after the other.</summary>
    public IEnumerable<string> StepsOf(ProviderKind kind) =>
        Enumerable
            .Range(1, MostSteps)
            .Select(step => text[$"{kind}-{step}"])
            .TakeWhile(step => !step.ResourceNotFound)
            .Select(step => step.Value);

    const int MostSteps = 12;
}
