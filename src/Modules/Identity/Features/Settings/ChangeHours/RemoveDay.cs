using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A day that was set apart is as others again.</summary>
internal static class RemoveDay
{
    internal static async Task<IResult> Answer(HttpContext context, IHandle<Command> remove, OwnHours hours, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        return await ChangeHours.Show(context, await remove.Handle(new Command(form["Date"]), ct), hours, ct);
    }

    public sealed record Command(string? Date);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<CompanyText> text) =>
            RuleFor(c => c.Date).Must(date => AddDay.Read(date) is not null).WithMessage(_ => text["DateMissing"]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = OpeningHours.IdOf(me.Company.Value);
            var date = AddDay.Read(command.Date)!.Value;
            var stream = await session.Events.FetchForWriting<OpeningHours>(id, ct);
            if (stream.Aggregate?.Exceptions.Any(day => day.Date == date) == true)
            {
                stream.AppendOne(new ExceptionalDayRemoved(id, date, time.GetUtcNow(), me.User.Value));
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
