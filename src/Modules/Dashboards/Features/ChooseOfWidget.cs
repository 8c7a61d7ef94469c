using ConnectMe.Dashboards.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Dashboards.Features;

/// <summary>What of a widget its user wants to see: which list, which queue. Kept for them, and shown at once.</summary>
internal static class ChooseOfWidget
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dashboard/widgets/{key}", Choose).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Choose(
        string key,
        [FromForm] string? choice,
        OwnDashboard dashboard,
        IHandle<Command> choose,
        CancellationToken ct
    )
    {
        if (await choose.Handle(new Command(key, choice ?? ""), ct) is Outcome.Invalid)
        {
            return TypedResults.UnprocessableEntity();
        }

        var widget = dashboard.Find(key)!;
        return new Fragment<ShownWidget>(
            "/Features/ConnectMe.Dashboards/_Widget.cshtml",
            new ShownWidget(widget, OwnDashboard.PlaceOf(widget, await dashboard.Read(ct)))
        );
    }

    public sealed record Command(string Widget, string Choice);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnDashboard dashboard)
        {
            RuleFor(command => command.Choice).MaximumLength(PersonalDashboard.LongestChoice);
            RuleFor(command => command).Must(command => dashboard.Find(command.Widget)?.MayBe(command.Choice) is true);
        }
    }

    public sealed class Handler(OwnDashboard dashboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await dashboard.Save((await dashboard.Read(ct)).Choose(command.Widget, command.Choice), ct);
            return Outcome.Done;
        }
    }
}
