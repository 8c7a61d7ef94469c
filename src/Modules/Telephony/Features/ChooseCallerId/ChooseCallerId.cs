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

/// <summary>The user's caller ID for all their calls: kept on the server, so that it holds for every device (M4.5-05).</summary>
internal static class ChooseCallerId
{
    const string Folder = "/Features/ConnectMe.Telephony/CallerIds/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/caller-id", Now);
        routes.MapGet("/caller-id/dial", DialAs);
        routes.MapPost("/caller-id/{choice}", Choose).DisableAntiforgery(); // the Host checks the token of every unsafe request
    }

    static async Task<IResult> Now(ShownCallerIds callerIds, CancellationToken ct) =>
        new Fragment<CallerIdList>(Folder + "_CallerId.cshtml", await callerIds.Mine(ct));

    static async Task<IResult> DialAs(ShownCallerIds callerIds, CancellationToken ct) =>
        new Fragment<CallerIdList>(Folder + "_DialAs.cshtml", await callerIds.Mine(ct));

    static async Task<IResult> Choose(string choice, IHandle<Command> choose, ShownCallerIds callerIds, CancellationToken ct) =>
        await choose.Handle(new Command(choice), ct) is Outcome.Invalid ? TypedResults.UnprocessableEntity() : await Now(callerIds, ct);

    public sealed record Command(string? Choice);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text) =>
            RuleFor(command => command.Choice)
                .MustAsync(
                    async (choice, ct) =>
                        ShownCallerIds.Read(choice) is { } read && (await configurations.Of(me.Company, ct)).MayShow(me.User.Value, read)
                )
                .WithMessage(_ => text["ChooseOne"]);
    }

    /// <summary>In the role that they are in: each has a choice of its own.</summary>
    public sealed class Handler(IDocumentSession session, ICurrentUser me, ITelephonyConfigurations configurations) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var isPrivate = (await configurations.Of(me.Company, ct)).UseNowOf(me.User.Value) is NumberUse.Private;
            var id = ConfigurationStreams.PersonalCallerId(me.User, isPrivate);
            var choice = ShownCallerIds.Read(command.Choice)!;
            var stream = await session.Events.FetchForWriting<PersonalCallerId>(id, ct);
            if (stream.Aggregate?.Choice != choice)
            {
                stream.AppendOne(new CallerIdChosen(id, me.User.Value, choice, isPrivate));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
