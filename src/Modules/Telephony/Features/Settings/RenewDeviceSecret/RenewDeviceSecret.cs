using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

internal static class RenewDeviceSecret
{
    public static async Task<IResult> Answer(
        Guid id,
        IHandle<Command> renew,
        IQuerySession session,
        SipSettings sip,
        HttpRequest request,
        CancellationToken ct
    )
    {
        if (await session.LoadAsync<Device>(id, ct) is not { } device)
        {
            return TypedResults.NotFound();
        }

        var secret = TelephonySecrets.NewSecret();
        await renew.Handle(new Command(id, device.Username, secret), ct);
        return new Fragment<ShownOnce>(
            "/Features/ConnectMe.Telephony/Settings/_ShownOnce.cshtml",
            new ShownOnce(device.Name, device.Username, secret, request.Host.Host, sip.Port)
        );
    }

    public sealed record Command(Guid Id, string Username, string Secret);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Secret).NotEmpty();
    }

    public sealed class Handler(IDocumentSession session, TelephonySecrets secrets) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Store(secrets.SecretOf(command.Id, command.Username, command.Secret));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
