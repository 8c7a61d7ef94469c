using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Keeping;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Menus.Features;

[Authorize(Rights.Administrator)]
internal sealed class ChangeCondition(
    IHandle<PutCondition.Command> put,
    ICurrentUser me,
    IPeople people,
    MenusInMemory menus,
    MenuDestinations destinations,
    MenuLists lists
) : FormPage<ConditionFields>("_ChangeConditionForm")
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public MenuList List { get; private set; } = null!;

    public DestinationLists Lists { get; private set; } = null!;

    protected override string Next => ListMenus.Address;

    protected override async Task<ConditionFields?> Load(CancellationToken ct)
    {
        if ((await menus.Of(me.Company, ct)).FindCondition(Id) is not { } saved)
        {
            return null;
        }

        Name = saved.Name;
        List = await lists.Read(Id, ct);
        Lists = await DestinationLists.Read(destinations, people, me, ct);
        return await ConditionFields.Of(saved, destinations, ct);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new PutCondition.Command(Id, Input), ct);
}
