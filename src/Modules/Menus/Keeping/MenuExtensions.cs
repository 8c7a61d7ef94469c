using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Menus.Keeping;

/// <summary>The extensions of menus and time conditions are nobody else's; calls can be sent on to them.</summary>
internal sealed class MenuExtensions(MenusInMemory menus) : IReservedNumbers
{
    public bool CanBeCalled => true;

    public async ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct)
    {
        var all = await menus.Of(company, ct);
        return all.Menus.Any(menu => menu.Extension == number) || all.Conditions.Any(condition => condition.Extension == number);
    }

    public async ValueTask<string?> NameOf(CompanyId company, string number, CancellationToken ct)
    {
        var all = await menus.Of(company, ct);
        return all.At(number) is { } id ? all.NameOf(id) : null;
    }
}

/// <summary>By these night switches are turned.</summary>
internal sealed class NightCodes(MenusInMemory menus) : IReservedNumbers
{
    public async ValueTask<bool> IsReserved(CompanyId company, string number, CancellationToken ct) =>
        (await menus.Of(company, ct)).Conditions.Any(condition => condition.NightCode == number);
}
