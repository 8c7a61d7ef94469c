using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Demo;

/// <summary>The company that <c>--demo</c> shows.</summary>
internal static class DemoCompany
{
    public const string Name = "Garage Hofstra";
    public const string Password = "welkom-bij-connectme";

    public static Guid Id { get; } = new("6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8b01");

    public static IReadOnlyList<UserAdded> People { get; } =
    [
        Person(201, "Anna de Vries", "anna", "Receptie en planning", isAdministrator: true, isAgent: true, isSupervisor: true),
        Person(202, "Bram Hofstra", "bram", "Eigenaar", isSupervisor: true),
        Person(203, "Sanne Bakker", "sanne", "Verkoop", isAgent: true),
        Person(204, "Joost Visser", "joost", "Werkplaats"),
        Person(205, "Fatima El Amrani", "fatima", "Administratie"),
        Person(206, "Noor van den Berg", "noor", "Magazijn en onderdelen", isAgent: true),
    ];

    /// <summary>More people without a face, for whoever tries how many calls a machine carries: 301 and up.</summary>
    public static IEnumerable<UserAdded> MorePeople(int count) =>
        Enumerable.Range(301, Math.Clamp(count, 0, MostMorePeople)).Select(n => Person(n, $"Collega {n}", $"collega{n}", "Proefdraaien"));

    const int MostMorePeople = 600;

    static UserAdded Person(
        int extension,
        string name,
        string userName,
        string role,
        bool isAdministrator = false,
        bool isAgent = false,
        bool isSupervisor = false
    ) =>
        new(
            new Guid($"6a0c1f3e-5d5b-4a7e-9a52-7f1d3c0e8{extension}"),
            name,
            userName,
            $"{userName}@garagehofstra.example",
            $"{extension}",
            role,
            isAdministrator,
            IsAgent: isAgent,
            IsSupervisor: isSupervisor
        );
}
