using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>How an administrator connects Active Directory or another directory (M2-06).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ReadDirectoryGuide : PageModel
{
    /// <summary>Keys of the texts, in reading order.</summary>
    public static readonly string[] Sections =
    [
        "Before",
        "Account",
        "Certificate",
        "Settings",
        "Test",
        "Link",
        "FirstSignIn",
        "Rules",
        "Trouble",
    ];
}
