using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.SoundLibrary;

/// <summary>Music on hold.</summary>
internal sealed class OwnSoundUses(ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text) : ISoundUses
{
    public async ValueTask<IReadOnlyList<SoundUse>> Of(CompanyId company, CancellationToken ct) =>
        (await configurations.Of(company, ct)).MusicOnHold is { } music ? [new SoundUse(music, text["MusicOnHold"])] : [];
}
