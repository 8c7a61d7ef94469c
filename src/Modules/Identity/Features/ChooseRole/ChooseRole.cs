using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The user's role, business or private (M14.1-03): the same in all their windows, and what colleagues see of them follows at once.</summary>
internal static class ChooseRole
{
    public const string Address = "/profile/role";

    public static void MapChooseRole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Now);
        routes.MapPost(Address, Choose).DisableAntiforgery(); // the Host checks the token of every unsafe request
    }

    static async Task<IResult> Now(bool? popover, ICurrentUser me, IPeople people, CancellationToken ct) =>
        new Fragment<RoleChoice>("/Features/ConnectMe.Identity/ChooseRole/_Role.cshtml", await Mine(popover is true, me, people, ct));

    static async Task<IResult> Choose(
        [FromForm] string? role,
        bool? popover,
        IHandle<Command> choose,
        ICurrentUser me,
        IPeople people,
        CancellationToken ct
    ) =>
        await choose.Handle(new Command(role), ct) is Outcome.Invalid
            ? TypedResults.UnprocessableEntity()
            : await Now(popover, me, people, ct);

    public static async Task<RoleChoice> Mine(bool popover, ICurrentUser me, IPeople people, CancellationToken ct) =>
        new((await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.ProfileRole ?? default, popover);

    public sealed record Command(string? Role);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Role).Must(role => Enum.GetNames<ProfileRole>().Contains(role));
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, IPeople people, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var stream = await session.Events.FetchForWriting<User>(me.User.Value, ct);
            var now = (await Mine(popover: false, me, people, ct)).Role;
            stream.AppendMany(stream.Aggregate?.ChooseRole(Enum.Parse<ProfileRole>(command.Role!), now, time.GetUtcNow()) ?? []);
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}

/// <param name="InPopover">At the profile photo; else in the settings.</param>
internal sealed record RoleChoice(ProfileRole Role, bool InPopover)
{
    public string Id => InPopover ? "me-role" : "role";

    public string Address => InPopover ? $"{ChooseRole.Address}?popover=true" : ChooseRole.Address;
}
