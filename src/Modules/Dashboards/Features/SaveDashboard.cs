using ConnectMe.Dashboards.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Dashboards.Features;

/// <summary>The button at the top right: what was arranged is kept (M5-04).</summary>
internal static class SaveDashboard
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/dashboard/save", Save).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Save([FromForm] string? w, HttpContext context, IHandle<Command> save, CancellationToken ct) =>
        await save.Handle(new Command(w ?? ""), ct) is Outcome.Invalid
            ? TypedResults.UnprocessableEntity()
            : Going.To(context, "/dashboard");

    /// <param name="Written">As <see cref="Arrangement.Read"/> reads it.</param>
    public sealed record Command(string Written);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnDashboard dashboard) =>
            RuleFor(command => command.Written)
                .MaximumLength(Longest)
                .Must(written => Arrangement.Read(written) is var read && read.Of(dashboard.Keys).Equals(read));

        /// <summary>Many more widgets than there are.</summary>
        const int Longest = 1000;
    }

    public sealed class Handler(OwnDashboard dashboard) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await dashboard.Save((await dashboard.Read(ct)) with { Arrangement = Arrangement.Read(command.Written) }, ct);
            return Outcome.Done;
        }
    }
}
