using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Menus.Keeping;

/// <summary>What menus and time conditions are called, for the audit log.</summary>
internal sealed class MenuNames(MenusInMemory menus) : IAuditNames
{
    public async ValueTask<string?> NameOf(CompanyId company, Guid id, CancellationToken ct) => (await menus.Of(company, ct)).NameOf(id);
}
