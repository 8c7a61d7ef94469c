using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>
/// What a slice may add to the entry that its request leaves in the audit log: that there is one needs nothing from it. Never a secret, nor the content of a message.
/// Where the request leaves none this does nothing, except <see cref="Administers"/>.
/// </summary>
public interface IAuditedRequest
{
    /// <summary>What it was done to, when the address does not say so: a thing that was just added.</summary>
    void About(string name);

    /// <summary>The same, with the id by which it is found again.</summary>
    void About(Guid id, string name);

    /// <summary>More exactly what was done than the address says: the <see cref="AuditedAct.Act"/> of words that the module registered.</summary>
    void Is(string act);

    /// <summary>
    /// What the request saves from here on is an act of an administrator, though its address is everybody's: it is in the log with the transaction that saves it.
    /// </summary>
    /// <param name="act">As of <see cref="Is"/>; what the address calls it stays where it has an entry anyway.</param>
    ValueTask Administers(string act, CancellationToken ct);

    /// <summary>Who it was, when nobody is signed in: they came by a link.</summary>
    void By(CompanyId company, UserId user, string name);
}
