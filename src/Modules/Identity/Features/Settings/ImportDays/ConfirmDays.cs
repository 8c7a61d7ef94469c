using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Identity.Features;

/// <summary>The days of the calendar that waits become exceptions, all of them or none; or it is forgotten.</summary>
internal static class ConfirmDays
{
    // The Host checks the token of every unsafe request.
    public static void MapConfirmDays(this IEndpointRouteBuilder routes)
    {
        Map("/admin/company/days/import/confirm", isWanted: true, "/admin/company");
        Map("/admin/company/days/import/discard", isWanted: false, "/admin/company/days/import");

        void Map(string pattern, bool isWanted, string leadsTo) =>
            routes
                .MapPost(
                    pattern,
                    async (HttpContext context, IHandle<Command> confirm, CancellationToken ct) =>
                    {
                        await confirm.Handle(new Command(isWanted), ct);
                        return Going.To(context, leadsTo);
                    }
                )
                .RequireAuthorization(Rights.Administrator)
                .DisableAntiforgery();
    }

    /// <param name="IsWanted">Else the calendar is forgotten.</param>
    public sealed record Command(bool IsWanted);

    /// <summary>Both can be meant: there is nothing to refuse.</summary>
    public sealed class Validator : AbstractValidator<Command>;

    public sealed class Handler(IDocumentSession session, DaysPreview preview, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (command.IsWanted && await preview.Read(ct) is { Days.Count: > 0 } waiting)
            {
                var id = OpeningHours.IdOf(me.Company.Value);
                var (stream, now) = (await session.Events.FetchForWriting<OpeningHours>(id, ct), time.GetUtcNow());
                stream.AppendMany(waiting.Days.Select(day => new ExceptionalDayAdded(id, day, now, me.User.Value)));
            }

            session.Delete<PendingDays>(me.Company.Value);
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
