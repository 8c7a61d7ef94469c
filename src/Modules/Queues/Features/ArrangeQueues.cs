using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Queues.Domain;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Queues.Features;

/// <summary>The order of the tiles (M13-06), and what supervisors see on them (M13.3-02).</summary>
internal static class ArrangeQueues
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var own = routes.MapGroup("/queues").RequireAuthorization().DisableAntiforgery();
        own.MapPost(
            "/sort/{sort}",
            (string sort, [AsParameters] BoardPlace place, IHandle<Command> arrange, ShownQueues shown, CancellationToken ct) =>
                Enum.TryParse<QueueOrder>(sort, out var order) && Enum.IsDefined(order)
                    ? Answer(new Command(view => view with { Sort = order }), place, arrange, shown, ct)
                    : Task.FromResult(Results.StatusCode(StatusCodes.Status422UnprocessableEntity))
        );
        own.MapPost(
            "/order",
            async (
                HttpRequest request,
                [AsParameters] BoardPlace place,
                IHandle<Command> arrange,
                ShownQueues shown,
                CancellationToken ct
            ) =>
            {
                var order = (await Sent(request, "queues", ct))
                    .SelectMany(ids => ids.Split(','))
                    .Select(id => Guid.TryParse(id, out var queue) ? queue : default)
                    .Distinct();
                Guid[] known = [.. order.Take(CompanyQueues.Most)];
                return await Answer(new Command(view => view with { Sort = QueueOrder.Own, Order = known }), place, arrange, shown, ct);
            }
        );
        own.MapPost(
            "/figures",
            async (
                HttpRequest request,
                [AsParameters] BoardPlace place,
                IHandle<Command> arrange,
                ShownQueues shown,
                CancellationToken ct
            ) =>
            {
                var sent = await Sent(request, "figures", ct);
                QueueFigure[] chosen = [.. Enum.GetValues<QueueFigure>().Where(figure => sent.Contains($"{figure}"))];
                return await Answer(new Command(view => view with { Figures = chosen }), place, arrange, shown, ct);
            }
        );
    }

    /// <summary>None when nothing is ticked: then there is no form in the request.</summary>
    static async Task<IReadOnlyList<string>> Sent(HttpRequest request, string field, CancellationToken ct) =>
        request.HasFormContentType ? [.. (await request.ReadFormAsync(ct))[field].OfType<string>()] : [];

    static async Task<IResult> Answer(Command command, BoardPlace place, IHandle<Command> arrange, ShownQueues shown, CancellationToken ct)
    {
        await arrange.Handle(command, ct);
        return await place.Board(shown, ct);
    }

    public sealed record Command(Func<QueuesView, QueuesView> Change);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Change).NotNull();
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = me.User.Value;
            session.Store(command.Change(await session.LoadAsync<QueuesView>(id, ct) ?? QueuesView.Of(id)));
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
