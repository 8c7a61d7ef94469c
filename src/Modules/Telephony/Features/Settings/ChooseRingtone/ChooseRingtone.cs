using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Telephony.Features;

/// <summary>With which tone this user's browsers ring. The page's sound element has one address for all; where that leads is the user's choice.</summary>
internal static class ChooseRingtone
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ringtone", Chosen).RequireAuthorization();
        routes.MapPost("/settings/ringtone", Choose).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request
    }

    public static string FileOf(Ringtone tone) => $"/sounds/ring-{tone.ToString().ToLowerInvariant()}.mp3";

    public static async Task<Ringtone> Of(UserId user, IQuerySession session, CancellationToken ct) =>
        (await session.LoadAsync<ChosenRingtone>(user.Value, ct))?.Tone ?? Ringtone.Bells;

    static async Task<RedirectHttpResult> Chosen(HttpContext http, ICurrentUser me, IQuerySession session, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store"; // the file it leads to is kept by the browser
        return TypedResults.LocalRedirect(FileOf(await Of(me.User, session, ct)));
    }

    static async Task<IResult> Choose([FromForm] Form? form, IHandle<Command> choose, CancellationToken ct) =>
        await choose.Handle(new Command(form?.Tone), ct) is Outcome.Invalid ? TypedResults.UnprocessableEntity() : TypedResults.NoContent();

    public sealed record Command(string? Tone);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Tone).NotNull().IsEnumName(typeof(Ringtone));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Store(new ChosenRingtone(me.User.Value, Enum.Parse<Ringtone>(command.Tone!)));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }

    // A property, not a constructor parameter: the form mapper takes every parameter for required.
    sealed record Form
    {
        public string? Tone { get; init; }
    }
}
