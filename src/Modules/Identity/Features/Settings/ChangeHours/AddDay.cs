using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A day that is not as others: closed, or open at other times.</summary>
internal static class AddDay
{
    internal static async Task<IResult> Answer(HttpContext context, IHandle<Command> add, OwnHours hours, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        return await ChangeHours.Show(
            context,
            await add.Handle(new Command(form["Date"], form["Name"], form["From"], form["Until"]), ct),
            hours,
            ct
        );
    }

    internal static DateOnly? Read(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public sealed record Command(string? Date, string? Name, string? From, string? Until);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<CompanyText> text)
        {
            RuleFor(c => c.Date).Must(date => Read(date) is not null).WithMessage(_ => text["DateMissing"]);
            RuleFor(c => c.Name)
                .NotEmpty()
                .WithMessage(_ => text["DayNameMissing"])
                .MaximumLength(60)
                .WithMessage(_ => text["DayNameMissing"]);
            RuleFor(c => c.From).Must((c, _) => ChangeHours.AreHours(c.From, c.Until)).WithMessage(c => text["HoursWrong", c.Name ?? ""]);
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = OpeningHours.IdOf(me.Company.Value);
            var (from, until) = (ChangeHours.Read(command.From, out _), ChangeHours.Read(command.Until, out _));
            var stream = await session.Events.FetchForWriting<OpeningHours>(id, ct);
            var day = new ExceptionalDay(Read(command.Date)!.Value, command.Name!.Trim(), from, until);
            stream.AppendOne(new ExceptionalDayAdded(id, day, time.GetUtcNow(), me.User.Value));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
