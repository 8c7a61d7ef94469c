namespace ConnectMe.Identity.Contracts;

/// <summary>
/// What is done at this address is in the audit log. Not needed where a right is required, nor under <c>/settings/security</c>: there every act is.
/// On a page's model, or among the metadata of an endpoint.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(AuditKind kind) : Attribute
{
    public AuditKind Kind => kind;

    /// <summary>Only a request that saves something is an act: a player asks for a sound in parts.</summary>
    public bool OnlyIfSaved { get; init; }
}

/// <summary>The parts of the audit log.</summary>
public enum AuditKind
{
    /// <summary>What administrators and supervisors do.</summary>
    Administration,

    /// <summary>What people do with their own account.</summary>
    Account,

    /// <summary>Signed in, not signed in, signed out.</summary>
    SignIn,

    /// <summary>What is done with recordings.</summary>
    Recordings,
}
