using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.SoundLibrary;

/// <summary>
/// The music that is to be played now: the queue's, else the company's, else what is shipped. Effects do not wait: what is not in memory yet is read for the next
/// time, and it is read ahead when it is chosen and when a company's calls begin.
/// </summary>
internal sealed class HeldMusic(ITelephonyConfigurations configurations, ICompanySounds sounds, ILogger<HeldMusic> log)
    : IConfigurationChanged
{
    /// <param name="own">Of the queue in which is waited; null: it has none of its own, or nobody waits.</param>
    public Sound Of(CompanyId company, Guid? own)
    {
        var asked = Find(company, own);
        if (asked.IsCompletedSuccessfully)
        {
            return asked.Result ?? HoldMusic.Sound;
        }

        _ = Read(company, asked);
        return HoldMusic.Sound;
    }

    public async ValueTask ConfigurationChanged(CompanyId company) => await Read(company, Find(company, own: null));

    /// <summary>Must not be waited for by a call.</summary>
    public void ReadAhead(CompanyId company, IEnumerable<Guid?> ofQueues)
    {
        foreach (var own in ofQueues.Append(null).Distinct())
        {
            _ = Read(company, Find(company, own));
        }
    }

    async ValueTask<Sound?> Find(CompanyId company, Guid? own) =>
        await Known(company, own) ?? await Known(company, (await configurations.Of(company, CancellationToken.None)).MusicOnHold);

    async ValueTask<Sound?> Known(CompanyId company, Guid? id) =>
        id is { } known ? await sounds.Read(company, known, CancellationToken.None) : null;

    async Task Read(CompanyId company, ValueTask<Sound?> asked)
    {
        try
        {
            await asked;
        }
        catch (Exception failure) // nobody waits for it to hear of this: what is shipped is played, and it is tried again the next time
        {
            log.MusicNotRead(failure, company);
        }
    }
}
