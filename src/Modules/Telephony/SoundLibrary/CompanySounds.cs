using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.SoundLibrary;

/// <summary>The company's sounds, each read when it is first played. A content is of one sound for ever, so none of them grows stale.</summary>
internal sealed class CompanySounds(ITelephonyConfigurations configurations, IDocumentStore store, ILogger<CompanySounds> log)
    : ICompanySounds
{
    /// <summary>A minute takes 6 MB of memory; when there would be more than this all are read anew.</summary>
    static readonly TimeSpan Most = TimeSpan.FromMinutes(20);

    readonly ConcurrentDictionary<Guid, Sound> _read = new();

    public async ValueTask<IReadOnlyList<KnownSound>> Of(CompanyId company, CancellationToken ct) =>
        [
            .. (await configurations.Of(company, ct)).Sounds.Select(sound => new KnownSound(
                sound.Id,
                sound.Name,
                sound.Kind,
                sound.Language,
                TimeSpan.FromSeconds(sound.Seconds)
            )),
        ];

    public async ValueTask<Sound?> Read(CompanyId company, Guid id, CancellationToken ct)
    {
        if ((await configurations.Of(company, ct)).Sounds.FirstOrDefault(sound => sound.Id == id) is not { } kept)
        {
            return null;
        }

        return _read.TryGetValue(kept.ContentId, out var known) ? known : await Load(company, kept, ct);
    }

    async Task<Sound?> Load(CompanyId company, CompanySound kept, CancellationToken ct)
    {
        try
        {
            await using var query = store.QueryFor(company);
            var content = await query.LoadAsync<SoundContent>(kept.ContentId, ct);
            var reason = SoundMalformedReason.Unknown;
            Sound? sound = null;
            if (content is not null)
            {
                reason = SoundFile.Read(content.Ogg, TimeSpan.FromHours(1), out sound);
            }

            if (sound is null)
            {
                log.SoundNotRead(kept.Name, company, reason.ToString());
                return null;
            }

            if (_read.Values.Sum(one => one.Length.TotalSeconds) + sound.Length.TotalSeconds > Most.TotalSeconds)
            {
                _read.Clear();
            }

            return _read.GetOrAdd(kept.ContentId, sound);
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            log.SoundNotRead(kept.Name, company, exception.Message);
            return null;
        }
    }
}
