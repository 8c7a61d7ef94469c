using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>When the company can be called on the days of the week, and whether it keeps the public holidays.</summary>
internal static class ChangeHours
{
    // The Host checks the token of every unsafe request.
    public static void MapChangeHours(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/admin/company/hours", Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        routes.MapGet("/admin/company/hours/on", AskHours.Answer).RequireAuthorization(Rights.Administrator);
        routes.MapPost("/admin/company/days", AddDay.Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();
        routes.MapPost("/admin/company/days/remove", RemoveDay.Answer).RequireAuthorization(Rights.Administrator).DisableAntiforgery();
    }

    static async Task<IResult> Answer(HttpContext context, IHandle<Command> change, OwnHours hours, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var week = Enum.GetValues<DayOfWeek>().Select(day => new TypedDay(day, form[$"From-{day}"], form[$"Until-{day}"]));
        return await Show(context, await change.Handle(new Command([.. week], form["KeepsHolidays"] == "true"), ct), hours, ct);
    }

    internal static async Task<IResult> Show(HttpContext context, Outcome outcome, OwnHours hours, CancellationToken ct)
    {
        var shown = await hours.Show(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            shown = shown with { Refusal = invalid.Failures[0].ErrorMessage };
        }

        return new Fragment<ShownHours>(
            "/Features/ConnectMe.Identity/Settings/ChangeHours/_Hours.cshtml",
            shown with
            {
                IsSaved = outcome is not Outcome.Invalid,
            }
        );
    }

    /// <summary>Empty is no time; what is no time is null with <paramref name="isWrong"/>.</summary>
    internal static TimeOnly? Read(string? typed, out bool isWrong)
    {
        var isTime = TimeOnly.TryParseExact(typed, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        isWrong = !isTime && !string.IsNullOrEmpty(typed);
        return isTime ? time : null;
    }

    internal static bool AreHours(string? from, string? until)
    {
        var (begin, end) = (Read(from, out var isFromWrong), Read(until, out var isUntilWrong));
        return !isFromWrong && !isUntilWrong && (begin is null ? end is null : begin < end);
    }

    public sealed record TypedDay(DayOfWeek Day, string? From, string? Until);

    public sealed record Command(IReadOnlyList<TypedDay> Week, bool KeepsHolidays);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<CompanyText> text) =>
            RuleForEach(c => c.Week)
                .Must(day => AreHours(day.From, day.Until))
                .WithMessage((_, day) => text["HoursWrong", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day.Day)]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = OpeningHours.IdOf(me.Company.Value);
            var week = command.Week.Select(day => new DayHours(day.Day, Read(day.From, out _), Read(day.Until, out _)));
            await session.Events.WriteToAggregate<OpeningHours>(
                id,
                stream => stream.AppendOne(new OpeningHoursChanged(id, [.. week], command.KeepsHolidays, time.GetUtcNow(), me.User.Value)),
                ct
            );
            return Outcome.Done;
        }
    }
}
