using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Pictures;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The company's own picture on the sign-in page, in the top bar and in its mail (A11-01).</summary>
internal static class ChangeLogo
{
    // The Host checks the token of every unsafe request.
    public static void MapChangeLogo(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/admin/company/logo", Answer)
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(SentFile.MostOfRequest));
        routes.MapPost("/admin/company/logo/remove", Remove).RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        routes.MapGet("/company/logo/{id:guid}", Picture).AllowAnonymous();
    }

    static async Task<IResult> Answer(
        HttpContext context,
        IHandle<Command> change,
        ICompanies companies,
        ICurrentUser me,
        CancellationToken ct
    ) => Show(context, await change.Handle(new Command(await SentFile.Of(context.Request, "file", ct)), ct), companies, me);

    static async Task<IResult> Remove(
        HttpContext context,
        IHandle<RemoveLogo.Command> remove,
        ICompanies companies,
        ICurrentUser me,
        CancellationToken ct
    ) => Show(context, await remove.Handle(new RemoveLogo.Command(), ct), companies, me);

    static async Task<IResult> Picture(Guid id, HttpContext context, IDocumentStore store, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        if (await query.LoadAsync<CompanyLogo>(id, ct) is not { } logo)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable"; // another picture has another address
        return TypedResults.Bytes(logo.Png, "image/png");
    }

    static Fragment<ShownLogo> Show(HttpContext context, Outcome outcome, ICompanies companies, ICurrentUser me)
    {
        var refusal = (outcome as Outcome.Invalid)?.Failures[0].ErrorMessage;
        if (refusal is not null)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        var profile = companies.Of(me.Company);
        return new Fragment<ShownLogo>(
            "/Features/ConnectMe.Identity/Settings/ChangeLogo/_Logo.cshtml",
            new ShownLogo(profile.Logo, profile.Name) { Refusal = refusal, IsSaved = refusal is null }
        );
    }

    public sealed record Command(byte[] Sent);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<BrandText> text) =>
            RuleFor(c => c.Sent)
                .Must(sent => LogoImage.Read(sent).Refusal is null)
                .WithMessage(c => text[LogoImage.Read(c.Sent).Refusal!, SentPicture.MostBytes / 1024 / 1024, SentPicture.MostMegapixels]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, ICompanies companies, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (company, id) = (me.Company.Value, Guid.CreateVersion7());
            var stream = await session.Events.FetchForWriting<Company>(company, ct);
            session.Store(new CompanyLogo(id, LogoImage.Read(command.Sent).Png!));
            if (companies.Of(me.Company).Logo is { } before)
            {
                session.Delete<CompanyLogo>(before);
            }

            stream.AppendOne(new LogoChanged(company, id, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}

/// <param name="Name">Of the company.</param>
internal sealed record ShownLogo(Guid? Logo, string Name)
{
    public string? Refusal { get; init; }
    public bool IsSaved { get; init; }
}
