namespace ConnectMe.Contacts.Domain;

/// <summary>People of the company's directory that belong together, for everybody to look through: "Leveranciers" (A11-04).</summary>
/// <param name="Members">Contacts of the company and colleagues.</param>
public sealed record ContactGroup(Guid Id, string Name, IReadOnlyList<Guid> Members)
{
    public const int LongestName = 60;
    public const int Most = 50;
    public const int MostMembers = 500;
}
