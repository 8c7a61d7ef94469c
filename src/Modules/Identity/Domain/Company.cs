namespace ConnectMe.Identity.Domain;

/// <summary>A customer of the installation; all its facts carry its id as tenant.</summary>
public sealed partial record Company(Guid Id, string Name)
{
    public static Company Create(CompanyFounded founded) => new(founded.CompanyId, founded.Name);
}

public sealed record CompanyFounded(Guid CompanyId, string Name);
