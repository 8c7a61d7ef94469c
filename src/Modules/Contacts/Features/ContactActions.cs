using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Contacts.Features;

/// <summary>The buttons of the contacts page. What they change comes back to the page as a live name, but for what leads somewhere else.</summary>
internal static class ContactActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The Host checks the token of every unsafe request.
        var contacts = routes.MapGroup("/contacts").DisableAntiforgery();
        contacts.MapAction("/{id:guid}/remove", id => new RemoveContact.Command(id), id => $"/contacts?removed={id}");
        contacts.MapAction("/{id:guid}/restore", id => new RestoreContact.Command(id), id => $"/contacts/{id}");
        contacts.MapAction("/{id:guid}/block", id => new BlockContact.Command(id));
        contacts
            .MapAction("/{id:guid}/block-for-all", id => new BlockContact.Command(id, ForCompany: true))
            .RequireAuthorization(Rights.Administrator);
        contacts.MapAction("/blocked/{id:guid}/remove", id => new UnblockNumber.Command(id));
        contacts.MapPost(
            "/import/confirm",
            async (HttpContext context, IHandle<ConfirmImport.Command> handler, CancellationToken ct) =>
            {
                var id = Guid.CreateVersion7();
                await handler.Handle(new ConfirmImport.Command(id), ct);
                return Going.To(context, $"/contacts?imported={id}");
            }
        );
        contacts.MapAction("/imports/{id:guid}/undo", id => new UndoImport.Command(id), _ => "/contacts");
        contacts.MapMark("/{id:guid}/vip", ContactMark.Vip);
        contacts.MapMark("/{id:guid}/favourite", ContactMark.Favourite);
        contacts.MapMark("/{id:guid}/vip-for-all", ContactMark.Vip, forCompany: true).RequireAuthorization(Rights.Administrator);
        contacts
            .MapMark("/{id:guid}/favourite-for-all", ContactMark.Favourite, forCompany: true)
            .RequireAuthorization(Rights.Administrator);
        contacts.MapPost(
            "/screening",
            async ([FromForm] ScreeningForm? form, IHandle<ScreenCallers.Command> handler, CancellationToken ct) =>
            {
                var chosen = form?.Screening ?? new Switches(); // a browser sends only what is on
                await handler.Handle(new ScreenCallers.Command(chosen.RejectsAnonymous, chosen.OnlyContacts), ct);
                return TypedResults.NoContent();
            }
        );
    }

    static RouteHandlerBuilder MapMark(this RouteGroupBuilder contacts, string pattern, ContactMark mark, bool forCompany = false) =>
        contacts.MapPost(
            pattern,
            async (Guid id, [FromForm] bool on, IHandle<MarkContact.Command> handler, CancellationToken ct) =>
            {
                await handler.Handle(new MarkContact.Command(id, mark, on, forCompany), ct);
                return TypedResults.NoContent();
            }
        );

    static RouteHandlerBuilder MapAction<TCommand>(
        this RouteGroupBuilder contacts,
        string pattern,
        Func<Guid, TCommand> command,
        Func<Guid, string>? leadsTo = null
    ) =>
        contacts.MapPost(
            pattern,
            async (Guid id, HttpContext context, IHandle<TCommand> handler, CancellationToken ct) =>
            {
                await handler.Handle(command(id), ct);
                return leadsTo is null ? TypedResults.NoContent() : Going.To(context, leadsTo(id));
            }
        );

    // Properties, not constructor parameters: the form mapper takes every parameter for required.
    sealed record ScreeningForm
    {
        public Switches? Screening { get; init; }
    }

    sealed record Switches
    {
        public bool RejectsAnonymous { get; init; }
        public bool OnlyContacts { get; init; }
    }
}
