using Marten;

namespace ConnectMe.Kernel;

/// <summary>
/// What must leave the history of events (docs/decisions/0020): a whole stream, or somebody's name in streams that are others' too.
/// </summary>
public static class EventHistory
{
    /// <summary>The stream, its events and its state are gone, once the session is saved.</summary>
    public static void Forget<TState>(this IDocumentSession session, Guid stream)
        where TState : notnull
    {
        session.Delete<TState>(stream);
        session.QueueSqlCommand("delete from connectme.mt_events where tenant_id = ? and stream_id = ?", session.TenantId, stream);
        session.QueueSqlCommand("delete from connectme.mt_streams where tenant_id = ? and id = ?", session.TenantId, stream);
    }

    /// <summary>Streams in whose events one of these texts stands; all events of the company are read.</summary>
    public static async Task<IReadOnlyList<Guid>> StreamsSaying(
        this IQuerySession session,
        IEnumerable<string> texts,
        CancellationToken ct
    ) =>
        await session.QueryAsync<Guid>(
            "select distinct stream_id from connectme.mt_events where tenant_id = ? and data::text ilike any (?)",
            ct,
            session.TenantId,
            texts.Select(AnywhereInJson).ToArray()
        );

    /// <summary>Writes the events of a stream anew, and its state from them, in one transaction: the session is saved.</summary>
    /// <param name="change">The same event where nothing is to change.</param>
    public static async Task Rewrite<TState>(this IDocumentSession session, Guid stream, Func<object, object> change, CancellationToken ct)
        where TState : class
    {
        await session.BeginTransactionAsync(ct);
        var events = await session.Events.FetchStreamAsync(stream, token: ct);
        foreach (var old in events)
        {
            var now = change(old.Data);
            if (!ReferenceEquals(now, old.Data))
            {
                await session.QueryAsync<int>(
                    "with changed as (update connectme.mt_events set data = ?::jsonb where tenant_id = ? and id = ? returning 1) select 1 from changed",
                    ct,
                    session.DocumentStore.Options.Serializer().ToJson(now),
                    session.TenantId,
                    old.Id
                );
            }
        }

        if (events.Count > 0 && await session.Events.AggregateStreamAsync<TState>(stream, token: ct) is { } state)
        {
            session.Store(state);
        }

        session.QueueSqlCommand("select 1"); // without anything to save nothing would be committed
        await session.SaveChangesAsync(ct);
    }

    /// <summary>As the text stands in jsonb, which escapes quotes and backslashes; then as LIKE wants it.</summary>
    static string AnywhereInJson(string text)
    {
        var written = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var literal = written
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{literal}%";
    }
}
