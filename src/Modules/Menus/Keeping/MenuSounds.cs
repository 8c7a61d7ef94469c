using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Keeping;

/// <summary>Which sounds of the company menus say.</summary>
internal sealed class MenuSounds(MenusInMemory menus) : ISoundUses
{
    public async ValueTask<IReadOnlyList<SoundUse>> Of(CompanyId company, CancellationToken ct) =>
        [
            .. (await menus.Of(company, ct))
                .Menus.Where(menu => menu.GreetingId is not null)
                .Select(menu => new SoundUse(menu.GreetingId!.Value, menu.Name)),
        ];
}
