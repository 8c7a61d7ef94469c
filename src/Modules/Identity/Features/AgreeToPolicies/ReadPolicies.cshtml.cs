using ConnectMe.Identity.Consent;
using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>The policies to read: before one agrees, and later.</summary>
internal sealed class ReadPolicies(ICurrentUser me, PolicyTexts texts) : PageModel
{
    public IReadOnlyList<ShownPolicy> All => texts.All(me.Company);
}
