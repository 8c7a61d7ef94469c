using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Menus.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddMenu(
    IHandle<PutMenu.Command> put,
    ICurrentUser me,
    IPeople people,
    MenuDestinations destinations,
    MenuLists lists,
    IAuditedRequest audit
) : FormPage<MenuFields>("_AddMenuForm")
{
    public MenuList List { get; private set; } = null!;

    public DestinationLists Lists { get; private set; } = null!;

    protected override string Next => ListMenus.Address;

    protected override async Task<MenuFields?> Load(CancellationToken ct)
    {
        List = await lists.Read(current: null, ct);
        Lists = await DestinationLists.Read(destinations, people, me, ct);
        return await MenuFields.Of(new Domain.Menu(Guid.Empty, "", ""), destinations, ct);
    }

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        return put.Handle(new PutMenu.Command(Guid.CreateVersion7(), Input), ct);
    }
}
