using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>One's own accounts at the company's providers: linked by who is signed in, with their password, and by nobody else.</summary>
internal static class OwnProviders
{
    public const string Page = "/settings/security";

    // The Host checks the token of every unsafe request.
    public static void MapOwnProviders(this IEndpointRouteBuilder routes)
    {
        var provider = routes.MapGroup(Page + "/providers/{provider:guid}").DisableAntiforgery();
        provider.MapPost("/link", Link);
        provider.MapPost("/unlink", Unlink);
    }

    static async Task<IResult> Link(
        HttpContext context,
        Guid provider,
        [FromForm] string? current,
        IHandle<LinkProvider.Command> link,
        ShownProviders shown,
        ProviderGoing going,
        CancellationToken ct
    )
    {
        if (shown.Find(provider) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (await link.Handle(new LinkProvider.Command(provider, current ?? ""), ct) is Outcome.Invalid invalid)
        {
            return Shown(context, await shown.Mine(ct), provider, invalid.Failures[0].ErrorMessage);
        }

        var (address, why) = await going.ToLink(context, found, ct);
        if (address is null)
        {
            return Shown(context, await shown.Mine(ct), provider, why!);
        }

        context.Response.Headers["HX-Redirect"] = address;
        return TypedResults.NoContent();
    }

    static async Task<IResult> Unlink(
        HttpContext context,
        Guid provider,
        [FromForm] string? current,
        IHandle<UnlinkProvider.Command> unlink,
        ShownProviders shown,
        CancellationToken ct
    )
    {
        if (shown.Find(provider) is null)
        {
            return TypedResults.NotFound();
        }

        var outcome = await unlink.Handle(new UnlinkProvider.Command(provider, current ?? ""), ct);
        return Shown(context, await shown.Mine(ct), provider, outcome is Outcome.Invalid invalid ? invalid.Failures[0].ErrorMessage : null);
    }

    static Fragment<OwnProviderList> Shown(HttpContext context, OwnProviderList list, Guid provider, string? refusal)
    {
        context.Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return new Fragment<OwnProviderList>(
            "/Features/ConnectMe.Identity/Settings/OwnProviders/_OwnProviders.cshtml",
            list with
            {
                Refused = refusal is null ? null : (provider, refusal),
            }
        );
    }
}

/// <summary>The company's providers as one of its people sees them in their own settings.</summary>
internal sealed class ShownProviders(ICurrentUser me, IQuerySession session, ProvidersInMemory providers)
{
    public SignInProvider? Find(Guid provider) => providers.On(me.Company).FirstOrDefault(one => one.Id == provider);

    public async Task<OwnProviderList> Mine(CancellationToken ct)
    {
        var user = me.User.Value;
        var links = await session.Query<ProviderLink>().Where(link => link.UserId == user).ToListAsync(ct);
        return new OwnProviderList([
            .. providers
                .On(me.Company)
                .Select(provider => new OwnProvider(provider, links.FirstOrDefault(link => link.Issuer == provider.Issuer))),
        ]);
    }
}

internal sealed record OwnProviderList(IReadOnlyList<OwnProvider> Providers)
{
    /// <summary>What was just refused, and why.</summary>
    public (Guid Provider, string Why)? Refused { get; init; }
}

/// <param name="Link">Null: this person has not linked an account there.</param>
internal sealed record OwnProvider(SignInProvider Provider, ProviderLink? Link);
