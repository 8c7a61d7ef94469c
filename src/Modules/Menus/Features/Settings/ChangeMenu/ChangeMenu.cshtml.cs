using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Menus.Keeping;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Menus.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeMenu(
    IHandle<PutMenu.Command> put,
    ICurrentUser me,
    IPeople people,
    MenusInMemory menus,
    MenuDestinations destinations,
    MenuLists lists,
    MenuGreetings greetings
) : FormPage<MenuFields>("_ChangeMenuForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<Choice> Greetings { get; private set; } = [];

    public MenuList List { get; private set; } = null!;

    public DestinationLists Lists { get; private set; } = null!;

    protected override string Next => ListMenus.Address;

    protected override async Task<MenuFields?> Load(CancellationToken ct)
    {
        if ((await menus.Of(me.Company, ct)).FindMenu(Id) is not { } saved)
        {
            return null;
        }

        Name = saved.Name;
        Greetings = await greetings.Choices(Id, ct);
        List = await lists.Read(Id, ct);
        Lists = await DestinationLists.Read(destinations, people, me, ct);
        return await MenuFields.Of(saved, destinations, ct);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new PutMenu.Command(Id, Input), ct);
}
