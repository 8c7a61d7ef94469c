using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Chat.Features;

/// <summary>A colleague is searched and selected, and the conversation with them is open (M11.2-02). It is the one that there was, if there was one.</summary>
internal sealed class StartChat(OwnChats own) : PageModel
{
    public IReadOnlyList<Person> Colleagues { get; private set; } = [];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(With + "{person:guid}", Open).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    /// <summary>Below it, the person's id.</summary>
    public const string With = "/chat/with/";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await own.May(ct))
        {
            return NotFound();
        }

        Colleagues = await own.Colleagues(ct);
        return Page();
    }

    static async Task<IResult> Open(
        Guid person,
        HttpContext context,
        OwnChats own,
        IDocumentStore store,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var me = own.Me.Value;
        if (!await own.May(ct) || person == me || await own.Colleague(person, ct) is null)
        {
            return TypedResults.NotFound();
        }

        var id = Conversation.IdOf(me, person);
        await using var session = store.SessionFor(own.Company);
        if (await session.Hold(id, ct) is null)
        {
            session.Store(new Conversation(id, IsGroup: false, [me, person], time.GetUtcNow()) { MadeBy = me });
            session.Store(ChatMember.Of(id, me, from: 0), ChatMember.Of(id, person, from: 0));
            await session.SaveChangesAsync(ct);
        }

        return Going.To(context, $"/chat/{id}");
    }
}
