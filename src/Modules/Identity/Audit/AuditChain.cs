using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Audit;

/// <summary>
/// The companies' audit logs as chains. Sealing is a transaction of its own, one at a time per company, right after the act's: what administrators do at once never
/// waits for each other, and an entry is never lost with it.
/// </summary>
internal sealed partial class AuditChain(IDocumentStore store, TimeProvider time, ILogger<AuditChain> log)
{
    /// <summary>Numbers and seals what is new, in the order of time.</summary>
    public async Task Seal(CompanyId company, CancellationToken ct)
    {
        while (await SealSome(company, ct) == AtOnce) { }
    }

    async Task<int> SealSome(CompanyId company, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var head = await Claim(session, company, ct);
        var open = await session.Query<AuditEntry>().Where(e => e.Number == 0).OrderBy(e => e.At).Take(AtOnce).ToListAsync(ct);
        if (open.Count == 0)
        {
            return 0;
        }

        foreach (var entry in open)
        {
            var done = AuditSeal.Seal(entry, head.Number + 1, head.Hash);
            session.Update(done);
            head = head with { Number = done.Number, Hash = done.Hash };
            log.Sealed(company, done.Number, done.Hash);
        }

        session.Store(head);
        await session.SaveChangesAsync(ct);
        return open.Count;
    }

    /// <summary>Looks at the newest entries. Null: as they were written.</summary>
    /// <remarks>Nobody waits for it: what is sealed meanwhile is not looked at.</remarks>
    public async Task<AuditDamage?> Damage(CompanyId company, CancellationToken ct, long newest = long.MaxValue)
    {
        while (true)
        {
            await using var query = store.QueryFor(company);
            var head = await query.LoadAsync<AuditHead>(company.Value, ct) ?? new AuditHead(company.Value, 0, "");
            var damage = await Damage(query, head, Math.Max(head.Removed, head.Number - newest), ct);
            if (damage is null || (await query.LoadAsync<AuditHead>(company.Value, ct))?.Removed == head.Removed)
            {
                return damage;
            }
        }
    }

    static async Task<AuditDamage?> Damage(IQuerySession query, AuditHead head, long before, CancellationToken ct)
    {
        var (number, hash, last) = (before, head.RemovedHash, head.Number);
        var erasures = new AuditErasures(query);
        if (before > head.Removed)
        {
            var first = await query.Query<AuditEntry>().Where(e => e.Number == before).FirstOrDefaultAsync(ct);
            if (first is null)
            {
                return new AuditDamage(before, At: null, IsGone: true);
            }

            hash = first.Hash;
        }

        await foreach (
            var entry in query
                .Query<AuditEntry>()
                .Where(e => e.Number > before && e.Number <= last)
                .OrderBy(e => e.Number)
                .ToAsyncEnumerable(ct)
        )
        {
            number++;
            if (entry.Number != number)
            {
                return new AuditDamage(number, entry.At, IsGone: true);
            }

            if (entry.Previous != hash || !AuditSeal.IsWhole(entry) || !await erasures.Explain(entry, ct))
            {
                return new AuditDamage(number, entry.At, IsGone: false);
            }

            hash = entry.Hash;
        }

        return number == last && hash == head.Hash ? null : new AuditDamage(number + 1, At: null, IsGone: true);
    }

    /// <summary>How many entries there are, and since when.</summary>
    public async Task<(long Count, DateTimeOffset? Since)> Extent(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var head = await query.LoadAsync<AuditHead>(company.Value, ct);
        var first = await query.Query<AuditEntry>().Where(e => e.Number != 0).OrderBy(e => e.Number).FirstOrDefaultAsync(ct);
        return (head is null ? 0 : head.Number - head.Removed, first?.At);
    }

    /// <summary>What is older than is kept goes, from the beginning; the chain begins where it went on.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> Tidy(CompanyId company, DateTimeOffset before, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var session = store.SessionFor(company);
        var head = await Claim(session, company, ct);
        var last = await session
            .Query<AuditEntry>()
            .Where(e => e.Number != 0 && e.At < before)
            .OrderByDescending(e => e.Number)
            .FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return 0;
        }

        var number = last.Number;
        session.DeleteWhere<AuditEntry>(e => e.Number != 0 && e.Number <= number);
        session.Store(head with { Removed = number, RemovedHash = last.Hash });
        session.Insert(
            OpenAct.Describe(
                new AuditEntry
                {
                    Id = Guid.NewGuid(),
                    CompanyId = company.Value,
                    At = now,
                    Kind = AuditKind.Administration,
                    Act = AuditEntry.Tidied,
                    About = string.Create(CultureInfo.InvariantCulture, $"≤ {number}"),
                }
            )
        );
        await session.SaveChangesAsync(ct);
        return (int)(number - head.Removed);
    }

    /// <summary>Until the session is saved or gone nobody else seals in this company.</summary>
    static async Task<AuditHead> Claim(IDocumentSession session, CompanyId company, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await session.QueryAsync<int>("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))", ct, $"audit {company}");
        return await session.LoadAsync<AuditHead>(company.Value, ct) ?? new AuditHead(company.Value, 0, "");
    }

    const int AtOnce = 500;
}

/// <param name="Number">The first entry that is not as it was written.</param>
/// <param name="At">Of that entry, or of the first after it; null: there is none any more.</param>
/// <param name="IsGone">It was removed; else it was changed.</param>
internal sealed record AuditDamage(long Number, DateTimeOffset? At, bool IsGone);

/// <summary>The section "Audit".</summary>
/// <param name="Months">How long entries are kept.</param>
internal sealed record AuditSettings(int Months = 12);
