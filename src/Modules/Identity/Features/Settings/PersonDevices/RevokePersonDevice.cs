using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>Signs a phone out on the page of its person, beside their sign-ins (A10-03).</summary>
internal static class RevokePersonDevice
{
    public static void MapRevokePersonDevice(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/admin/people/{id:guid}/devices/{device:guid}/revoke", Answer)
            .RequireAuthorization(Rights.Administrator)
            .DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Answer(
        Guid id,
        Guid device,
        IHandle<Command> revoke,
        IQuerySession session,
        ShownPersonDevices shown,
        CancellationToken ct
    )
    {
        if (await session.LoadAsync<User>(id, ct) is null)
        {
            return TypedResults.NotFound();
        }

        await revoke.Handle(new Command(id, device), ct);
        return new Fragment<PersonDeviceList>(
            "/Features/ConnectMe.Identity/Settings/PersonDevices/_PersonDevices.cshtml",
            await shown.Of(id, ct)
        );
    }

    public sealed record Command(Guid Person, Guid Device);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Device).NotEmpty();
    }

    public sealed class Handler(ICurrentUser me, IEnumerable<IPersonDevices> parts) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            foreach (var part in parts)
            {
                await part.Revoke(me.Company, new UserId(command.Person), command.Device, ct);
            }

            return Outcome.Done; // twice is once
        }
    }
}
