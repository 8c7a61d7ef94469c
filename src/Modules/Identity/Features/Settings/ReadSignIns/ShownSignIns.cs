using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>The last times that somebody signed in to an account, or could not (A10-03).</summary>
internal sealed class ShownSignIns(IQuerySession session, AuditWords words)
{
    public async Task<IReadOnlyList<ShownSignIn>> Of(Guid person, CancellationToken ct)
    {
        var last = await session
            .Query<AuditEntry>()
            .Where(entry => entry.Number != 0 && entry.AboutId == person && entry.Kind == AuditKind.SignIn)
            .OrderByDescending(entry => entry.Number)
            .Take(Most)
            .ToListAsync(ct);
        return [.. last.Select(entry => new ShownSignIn(entry, words.Of(entry.Act), words.MethodOf(entry)))];
    }

    const int Most = 20;
}

internal sealed record ShownSignIn(AuditEntry Entry, string What, string Method);
