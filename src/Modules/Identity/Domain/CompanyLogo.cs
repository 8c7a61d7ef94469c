namespace ConnectMe.Identity.Domain;

/// <summary>The picture by which people know a company, as we drew it anew. Who has not signed in yet sees it too.</summary>
/// <param name="Id">Another one for another picture: what browsers keep of it is never out of date.</param>
public sealed record CompanyLogo(Guid Id, byte[] Png);
