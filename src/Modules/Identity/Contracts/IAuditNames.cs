using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules whose things stand by their id in addresses of Administration: the audit log says what they were called then.</summary>
public interface IAuditNames
{
    /// <returns>Null: none of mine.</returns>
    ValueTask<string?> NameOf(CompanyId company, Guid id, CancellationToken ct);
}
