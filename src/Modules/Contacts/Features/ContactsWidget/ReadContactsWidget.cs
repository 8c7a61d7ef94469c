using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConnectMe.Contacts.Features;

/// <summary>The rows of the widget alone: what was typed in it, and what refreshes itself.</summary>
internal static class ReadContactsWidget
{
    public const string Address = "/contacts/widget";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, Read).RequireAuthorization();

    static async Task<IResult> Read(string? list, string? q, WidgetContacts contacts, CancellationToken ct) =>
        q is { Length: > MostTyped }
            ? TypedResults.UnprocessableEntity()
            : new Fragment<ShownContacts>(
                "/Features/ConnectMe.Contacts/ContactsWidget/_Rows.cshtml",
                await contacts.Of(list ?? ContactsWidget.Favourites, q, ct)
            );

    const int MostTyped = 100;
}
