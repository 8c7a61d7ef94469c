using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Audit;

/// <summary>Writes the entries of requests that no transaction brought along.</summary>
internal sealed class AuditLog(IDocumentStore store, TimeProvider time, ILogger<AuditLog> log)
{
    /// <summary>What was done is done: when the log cannot be written that is said in the server's.</summary>
    public async Task Write(OpenAct act, AuditResult result)
    {
        if (act.Company is not { } company)
        {
            return; // a stranger, to whom nothing was answered
        }

        try
        {
            await using var session = store.SessionFor(company);
            session.Insert(act.ToEntry(time.GetUtcNow(), result));
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception failure) when (DatabaseAway.IsSaidBy(failure))
        {
            log.NotWritten(failure, company, act.Act, result);
        }
    }
}

internal static partial class AuditLogging
{
    [LoggerMessage(EventId = 1401, Level = LogLevel.Error, Message = "Not in the audit log of company {Company}: {Act}, {Result}")]
    internal static partial void NotWritten(this ILogger logger, Exception failure, CompanyId company, string act, AuditResult result);

    [LoggerMessage(
        EventId = 1405,
        Level = LogLevel.Warning,
        Message = "The newest of the audit log of company {Company} is not sealed yet"
    )]
    internal static partial void NotSealed(this ILogger logger, Exception failure, CompanyId company);

    [LoggerMessage(
        EventId = 1406,
        Level = LogLevel.Error,
        Message = "The audit log of company {Company} was tampered with: entry {Number}"
    )]
    internal static partial void Tampered(this ILogger logger, CompanyId company, long number);

    /// <summary>Whoever rewrites the chain in the database does not rewrite the server's log.</summary>
    [LoggerMessage(EventId = 1402, Level = LogLevel.Information, Message = "Audit log of company {Company}: entry {Number} is {Hash}")]
    internal static partial void Sealed(this ILogger logger, CompanyId company, long number, string hash);

    [LoggerMessage(EventId = 1403, Level = LogLevel.Error, Message = "Upkeep of the audit log failed")]
    internal static partial void UpkeepFailed(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 1404,
        Level = LogLevel.Warning,
        Message = "Too many refused sign-ins at once: one of company {Company} is not in its log"
    )]
    internal static partial void RefusalNotKept(this ILogger logger, CompanyId company);
}
