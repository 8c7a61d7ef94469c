namespace ConnectMe.Identity.Domain;

/// <summary>The installation was set up by its first company. There is one of it: two who finish the set-up at once cannot both have done so.</summary>
/// <param name="Id">Always <see cref="TheOne"/>.</param>
public sealed record Founding(string Id, Guid CompanyId, DateTimeOffset At)
{
    public const string TheOne = "founding";
}
