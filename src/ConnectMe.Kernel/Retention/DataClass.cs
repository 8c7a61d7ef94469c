namespace ConnectMe.Kernel.Retention;

/// <summary>
/// One kind of data that the product keeps, and for how long. Each module has a list of its own (a static property of its class <c>…Data</c>); together they are the page
/// <c>/admin/retention</c>, what the sweeper does, and docs/retention.md. A document without one fails a test of the architecture.
/// </summary>
/// <param name="Order">Place on the page, lowest first.</param>
/// <param name="Texts">The type that names the texts: "Class-{id}" is its name, "Why-{id}" what is in it and why it is kept that long.</param>
/// <param name="Standard">As long as nobody chose otherwise.</param>
public sealed record DataClass(int Order, string Id, Type Texts, KeptFor Standard)
{
    /// <summary>Documents, aggregates with their events, and events.</summary>
    public IReadOnlyList<Type> Holds { get; init; } = [];

    /// <summary>What of it is in nobody's copy of their own data (GDPR article 15), and why; all else is.</summary>
    public IReadOnlyDictionary<Type, string> NotGiven { get; init; } = new Dictionary<Type, string>();

    /// <summary>Where it lies in the data folder, when it is not in the database alone.</summary>
    public string? Files { get; init; }

    /// <summary>What administrators may choose from; empty: it is as long as stands here.</summary>
    public IReadOnlyList<KeptFor> Choices { get; init; } = [];

    /// <summary>The page on which the period is set, when it is another one.</summary>
    public string? SetAt { get; init; }

    /// <summary>What most classes can be kept for.</summary>
    public static IReadOnlyList<KeptFor> Usual { get; } =
    [
        KeptFor.Days(30),
        KeptFor.Days(90),
        KeptFor.Months(6),
        KeptFor.Months(12),
        KeptFor.Months(24),
        KeptFor.Months(60),
        KeptFor.Months(84),
        KeptFor.Ever,
    ];
}
