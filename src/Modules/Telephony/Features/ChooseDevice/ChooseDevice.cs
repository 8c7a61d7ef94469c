using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the user makes and answers calls with (M6.2-01): this browser, one of their own devices, or their mobile.</summary>
internal static class ChooseDevice
{
    const string Part = "/Features/ConnectMe.Telephony/CallsWith/_CallsWith.cshtml";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calls-with", Now);
        routes.MapPost("/calls-with/{choice}", Choose).DisableAntiforgery(); // the Host checks the token of every unsafe request
    }

    static async Task<IResult> Now(ShownCallsWith callsWith, CancellationToken ct) =>
        new Fragment<CallsWithList>(Part, await callsWith.Mine(ct));

    static async Task<IResult> Choose(string choice, IHandle<Command> choose, ShownCallsWith callsWith, CancellationToken ct) =>
        await choose.Handle(new Command(choice), ct) is Outcome.Invalid ? TypedResults.UnprocessableEntity() : await Now(callsWith, ct);

    public sealed record Command(string? Choice);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text) =>
            RuleFor(command => command.Choice)
                .MustAsync(
                    async (choice, ct) =>
                        choice == ShownCallsWith.Browser || Has(await configurations.Of(me.Company, ct), me.User.Value, choice)
                )
                .WithMessage(_ => text["ChooseOne"]);

        static bool Has(TelephonyConfiguration set, Guid person, string? choice) =>
            choice == ShownCallsWith.Mobile
                ? set.MobileOf(person) is not null
                : Guid.TryParse(choice, out var device) && set.DevicesOf(person).Any(own => own.Id == device);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.PersonalDevice(me.User);
            Guid? device = Guid.TryParse(command.Choice, out var chosen) ? chosen : null;
            var isMobile = command.Choice == ShownCallsWith.Mobile;
            var stream = await session.Events.FetchForWriting<PersonalDevice>(id, ct);
            if ((stream.Aggregate?.DeviceId, stream.Aggregate?.IsMobile ?? false) != (device, isMobile))
            {
                stream.AppendOne(new PersonalDeviceChosen(id, me.User.Value, device) { IsMobile = isMobile });
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
