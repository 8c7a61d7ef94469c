using System.Security.Cryptography;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Pictures;
using ConnectMe.Identity.Profiles;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>A photo is another one from now on, for everybody at once, or none: one's own (M14.1-01), or, for administrators, of anybody in the company (A2-02).</summary>
internal static class ChangePhoto
{
    public static void MapChangePhoto(this IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var mine = routes.MapGroup(Mine).DisableAntiforgery();
        mine.MapPost(
                "",
                async (HttpContext context, [AsParameters] Parts parts, CancellationToken ct) =>
                    await parts.Answer(parts.Me.User, Mine, await SentFile.Of(context.Request, "photo", ct), context, ct)
            )
            .WithMetadata(new RequestSizeLimitAttribute(SentFile.MostOfRequest));
        mine.MapPost(
            "/remove",
            (HttpContext context, [AsParameters] Parts parts, CancellationToken ct) =>
                parts.Answer(parts.Me.User, Mine, sent: null, context, ct)
        );

        var person = routes.MapGroup("/admin/people/{id:guid}/photo").RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        person
            .MapPost(
                "",
                async (Guid id, HttpContext context, [AsParameters] Parts parts, CancellationToken ct) =>
                    await parts.Answer(new UserId(id), Of(id), await SentFile.Of(context.Request, "photo", ct), context, ct)
            )
            .WithMetadata(new RequestSizeLimitAttribute(SentFile.MostOfRequest));
        person.MapPost(
            "/remove",
            (Guid id, HttpContext context, [AsParameters] Parts parts, CancellationToken ct) =>
                parts.Answer(new UserId(id), Of(id), sent: null, context, ct)
        );
    }

    public const string Mine = "/settings/profile/photo";

    /// <summary>Where administrators change this person's.</summary>
    public static string Of(Guid person) => $"/admin/people/{person}/photo";

    /// <param name="Whose">The user's.</param>
    /// <param name="Sent">The file; null: no photo any more.</param>
    public sealed record Command(UserId Whose, byte[]? Sent)
    {
        /// <summary>What the validator made of it, so that a file is decoded once.</summary>
        internal byte[]? Image { get; set; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IStringLocalizer<ProfileText> text, ILogger<ProfilePhoto> log) =>
            RuleFor(command => command)
                .Custom(
                    (command, context) =>
                    {
                        if (command.Sent is not { } sent)
                        {
                            return;
                        }

                        (command.Image, var refusal) = PhotoImage.Read(sent);
                        if (refusal is not null)
                        {
                            log.PhotoRefused(me.User, me.Company, sent.Length, refusal);
                            context.AddFailure(
                                new ValidationFailure(
                                    "photo",
                                    text[refusal, SentPicture.MostBytes / 1024 / 1024, SentPicture.MostMegapixels]
                                )
                            );
                        }
                    }
                );
    }

    public sealed class Handler(IDocumentSession session, FaceNews news) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (command.Image is { } image)
            {
                session.Store(new ProfilePhoto(command.Whose.Value, Convert.ToHexStringLower(SHA256.HashData(image))[..HashLength], image));
            }
            else
            {
                session.Delete<ProfilePhoto>(command.Whose.Value);
            }

            await session.SaveChangesAsync(ct);
            await news.Tell(command.Whose, ct);
            return Outcome.Done;
        }

        const int HashLength = 32;
    }

    /// <summary>What the endpoints need of the request.</summary>
    internal sealed record Parts(ICurrentUser Me, IHandle<Command> Change, IQuerySession Session)
    {
        public async Task<IResult> Answer(UserId whose, string address, byte[]? sent, HttpContext context, CancellationToken ct)
        {
            if (await Session.LoadAsync<User>(whose.Value, ct) is not { DeactivatedAt: null } person)
            {
                return TypedResults.NotFound(); // perhaps deactivated a moment ago
            }

            var refusal = (await Change.Handle(new Command(whose, sent), ct) as Outcome.Invalid)?.Failures[0].ErrorMessage;
            if (refusal is not null)
            {
                context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            }

            return new Fragment<PhotoForm>(
                "/Features/ConnectMe.Identity/Settings/ChangePhoto/_Photo.cshtml",
                new PhotoForm(person.Id, person.Name, address) { Refusal = refusal, IsSaved = refusal is null }
            );
        }
    }
}

/// <param name="Person">Whose photo it is.</param>
/// <param name="Address">Where another one is sent to; below it, "/remove".</param>
internal sealed record PhotoForm(Guid Person, string Name, string Address)
{
    public string? Refusal { get; init; }
    public bool IsSaved { get; init; }
}

internal static partial class PhotoLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The photo that {User} of {Company} sent ({Bytes} bytes) was refused: {Why}")]
    public static partial void PhotoRefused(this ILogger log, UserId user, CompanyId company, int bytes, string why);
}
