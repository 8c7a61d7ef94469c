namespace ConnectMe.Dashboards.Domain;

/// <summary>What somebody made of their dashboard. A document: how it looked before is of no use to anybody.</summary>
/// <param name="Id">The person's.</param>
/// <param name="Arrangement">Null: as it usually is, also when a new widget becomes usual.</param>
/// <param name="Choices">What they chose of each widget last, by its key.</param>
public sealed record PersonalDashboard(Guid Id, Arrangement? Arrangement, IReadOnlyDictionary<string, string> Choices)
{
    public const int LongestChoice = 100;

    public static PersonalDashboard None(Guid person) => new(person, Arrangement: null, new Dictionary<string, string>());

    public PersonalDashboard Choose(string widget, string choice) =>
        this with
        {
            Choices = new Dictionary<string, string>(Choices) { [widget] = choice },
        };
}
