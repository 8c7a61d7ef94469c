using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Authorization;

namespace ConnectMe.Menus.Features;

[Authorize(Rights.Administrator)]
internal sealed class AddMenu(
    IHandle<PutMenu.Command> put,
    ICurrentUser me,
    IPeople people,
    MenuDestinations destinations,
    MenuLists lists,
    MenuGreetings greetings,
    IAuditedRequest audit
) : FormPage<MenuFields>("_AddMenuForm")
{
    public MenuList List { get; private set; } = null!;

    public IReadOnlyList<Choice> Greetings { get; private set; } = [];

    public DestinationLists Lists { get; private set; } = null!;

    protected override string Next => ListMenus.Address;

    protected override async Task<MenuFields?> Load(CancellationToken ct)
    {
        List = await lists.Read(current: null, ct);
        Lists = await DestinationLists.Read(destinations, people, me, ct);
        Greetings = await greetings.Choices(Guid.Empty, ct);
        return await MenuFields.Of(new Domain.Menu(Guid.Empty, "", ""), destinations, ct);
    }

    protected override Task<Outcome> Save(CancellationToken ct)
    {
        audit.About(Input.Name?.Trim() ?? "");
        return put.Handle(new PutMenu.Command(Guid.CreateVersion7(), Input), ct);
    }
}
