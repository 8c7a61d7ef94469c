namespace ConnectMe.Identity.Domain;

/// <summary>A user's password hash. A document, not an event: a replaced hash must not live on in a history.</summary>
/// <param name="Id">The user's id.</param>
public sealed record Credential(Guid Id, string PasswordHash);
