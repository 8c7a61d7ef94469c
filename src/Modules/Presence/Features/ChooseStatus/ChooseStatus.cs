using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Presence.Features;

/// <summary>The user's own status: in another (M4.4-01), and for how long (M4.4-06). Kept on the server: it holds for every device.</summary>
internal static class ChooseStatus
{
    const string Folder = "/Features/ConnectMe.Presence/TopBar/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/presence", Now);
        routes.MapGet("/presence/disc", Disc);
        routes.MapPost("/presence/status/{status:guid}", Choose).DisableAntiforgery(); // the Host checks the token of every unsafe request
        routes.MapPost("/presence/until/{length}", Limit).DisableAntiforgery();
        routes.MapPost($"/presence/until/{Durations.Clock}", LimitByClock).DisableAntiforgery();
        routes.MapPost("/presence/forwarding/off", StopForwarding).DisableAntiforgery();
    }

    static async Task<IResult> Now(ShownPresence presence, CancellationToken ct) =>
        new Fragment<PresenceView>(Folder + "_Presence.cshtml", await presence.Mine(ct));

    static async Task<IResult> Disc(ShownPresence presence, CancellationToken ct) =>
        new Fragment<ShownStatus>(Folder + "_Disc.cshtml", (await presence.Mine(ct)).Now);

    static async Task<IResult> Choose(
        Guid status,
        HttpContext context,
        IHandle<Command> choose,
        ShownPresence presence,
        CancellationToken ct
    ) => await Answer(context, await choose.Handle(new Command(status, Durations.Open), ct), presence, ct);

    static Task<IResult> Limit(string length, HttpContext context, IHandle<Command> choose, ShownPresence presence, CancellationToken ct) =>
        LimitNow(context, length, at: null, choose, presence, ct);

    static Task<IResult> LimitByClock(
        [FromForm] string? at,
        HttpContext context,
        IHandle<Command> choose,
        ShownPresence presence,
        CancellationToken ct
    ) => LimitNow(context, Durations.Clock, at, choose, presence, ct);

    /// <summary>The status that holds; the standard one has no end.</summary>
    static async Task<IResult> LimitNow(
        HttpContext context,
        string length,
        string? at,
        IHandle<Command> choose,
        ShownPresence presence,
        CancellationToken ct
    ) => await Answer(context, await choose.Handle(new Command((await presence.Mine(ct)).Now.Id, length, at), ct), presence, ct);

    /// <summary>Of the status that holds; its number stays filled in (M4.3-02).</summary>
    static async Task<IResult> StopForwarding(
        HttpContext context,
        IHandle<SetForwarding.Command> set,
        ShownPresence presence,
        CancellationToken ct
    )
    {
        var now = (await presence.Mine(ct)).Now;
        return await Answer(
            context,
            await set.Handle(new SetForwarding.Command(now.Id, now.Number, IsOn: false, now.ToVoicemail), ct),
            presence,
            ct
        );
    }

    /// <summary>What holds now, also when it was refused: a status can be removed, or over, while its button is pressed.</summary>
    static Task<IResult> Answer(HttpContext context, Outcome outcome, ShownPresence presence, CancellationToken ct)
    {
        if (outcome is Outcome.Invalid)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Now(presence, ct);
    }

    public sealed record Command(Guid Status, string Length, string? At = null);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, PresenceInMemory presence, Durations durations)
        {
            RuleFor(command => command.Status)
                .MustAsync(async (id, ct) => (await presence.Of(me.Company, ct)).Statuses.Find(id) is not null);
            RuleFor(command => command.Length)
                .MustAsync(
                    async (command, length, ct) =>
                        length is Durations.Open
                        || (
                            durations.TryRead(length, command.At, out _)
                            && command.Status != (await presence.Of(me.Company, ct)).Statuses.StandardId
                        )
                );
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, Durations durations, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            durations.TryRead(command.Length, command.At, out var until);
            session.Store(new ChosenStatus(me.User.Value, me.Company.Value, command.Status, until) { At = time.GetUtcNow() });
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
