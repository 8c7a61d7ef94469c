using ConnectMe.Calendar.Planning;
using ConnectMe.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Calendar.Features;

/// <summary>With the dustbin: what is planned goes; of a series this day, this and the following, or all, with those that were adjusted on their own.</summary>
internal static class RemoveEntry
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/calendar/entry/{id:guid}/{day}/remove", Remove).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Remove(
        Guid id,
        DateOnly day,
        string? view,
        [FromForm(Name = "Input.Scope")] string? scope,
        HttpContext context,
        OwnCalendar own,
        IHandle<Command> remove,
        CancellationToken ct
    )
    {
        if (await own.Find(id, ct) is null)
        {
            return TypedResults.NotFound();
        }

        return await remove.Handle(new Command(id, day, scope ?? nameof(EntryScope.Only)), ct) is Outcome.Invalid
            ? TypedResults.UnprocessableEntity()
            : Going.To(context, CalendarView.Address(day, view is "day"));
    }

    public sealed record Command(Guid Id, DateOnly Day, string Scope);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Scope).Must(scope => Enum.GetNames<EntryScope>().Contains(scope));
    }

    public sealed class Handler(OwnCalendar own) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (entry, day) = (await own.Find(command.Id, ct), command.Day);
            if (entry is null)
            {
                return Outcome.Done; // it is gone already
            }

            switch (entry.Recurrence is null ? EntryScope.All : Enum.Parse<EntryScope>(command.Scope))
            {
                case EntryScope.Only:
                    await own.Save([entry.WithoutDay(day)], [], ct);
                    break;
                case EntryScope.Following when entry.Before(day) is { } before:
                    await own.Save([before], await own.AdjustedOf(entry.Id, day, ct), ct);
                    break;
                default:
                    await own.Save([], [entry, .. await own.AdjustedOf(entry.Id, DateOnly.MinValue, ct)], ct);
                    break;
            }

            return Outcome.Done;
        }
    }
}
