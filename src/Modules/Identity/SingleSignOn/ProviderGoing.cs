using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>Who is signed in on their way to link an account.</summary>
internal sealed class ProviderGoing(ICurrentUser me, ProviderArrival arrival, IStringLocalizer<SingleSignOnText> text)
{
    /// <returns>Where the browser goes, or why it can't in the reader's language.</returns>
    public async Task<(string? Address, string? Why)> ToLink(HttpContext context, SignInProvider provider, CancellationToken ct)
    {
        var (address, fault) = await arrival.Send(context, me.Company, provider, OwnProviders.Page, me.Session, ct);
        return address is not null ? (address, null) : (null, text[$"Fault-{fault!.Kind}", provider.Name, fault.Detail]);
    }
}
