using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Menus.Domain;
using Marten;

namespace ConnectMe.Menus.Keeping;

/// <summary>What menus say, read once: a sound keeps its encodings. An id is of one sound for ever, so none of them grows stale.</summary>
internal sealed class GreetingSounds(IDocumentStore store)
{
    /// <summary>A minute of sound takes 6 MB; when there are more than these all are read anew.</summary>
    const int Most = 20;

    readonly ConcurrentDictionary<Guid, Sound> _read = new();

    /// <returns>Null: there is none.</returns>
    public async Task<Sound?> Read(CompanyId company, Guid id, CancellationToken ct)
    {
        if (_read.TryGetValue(id, out var known))
        {
            return known;
        }

        await using var query = store.QueryFor(company);
        if (
            await query.LoadAsync<MenuGreeting>(id, ct) is not { } greeting
            || WavReader.Read(greeting.Wav, out var sound) is not WavMalformedReason.None
        )
        {
            return null;
        }

        if (_read.Count >= Most)
        {
            _read.Clear();
        }

        return _read.GetOrAdd(id, sound!);
    }
}
