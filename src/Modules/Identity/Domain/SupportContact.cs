namespace ConnectMe.Identity.Domain;

/// <summary>Whom the people of a company ask for help (M16-01). What is not set is null.</summary>
/// <param name="Id">The company's.</param>
/// <param name="Phone">As it was typed: a number, or an extension.</param>
public sealed record SupportContact(Guid Id, string Name, string? Phone, string? Email, string? Link);
