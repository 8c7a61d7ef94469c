using System.Text.Json.Serialization;

namespace ConnectMe.Telephony.Domain;

/// <summary>A number of the company in the public network: where its calls go, and who may show it as caller ID.</summary>
/// <param name="PersonId">Whose telephone it rings; null: nobody's yet.</param>
/// <param name="Shown">Who may show it when calling.</param>
public sealed partial record CompanyNumber(Guid Id, PhoneNumber Number, string Label, NumberKind Kind, Guid? PersonId, Permitted Shown)
{
    public const int LongestLabel = 60;

    /// <summary>Under which name destinations have been kept since the first of them.</summary>
    internal const string StoredDestination = "Goal";

    /// <summary>In which roles of the person it is used; of a number that is nobody's it means nothing.</summary>
    public NumberUse Use { get; init; } = NumberUse.Both;

    /// <summary>The queue in which its calls wait; null: none. It is nobody's then.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>Set when its calls come to an application: a menu, a mailbox. It is nobody's then, and no queue's.</summary>
    [JsonPropertyName(StoredDestination)]
    public NumberDestination? Destination { get; init; }

    public IEnumerable<object> Change(
        string label,
        NumberKind kind,
        Guid? personId,
        Permitted shown,
        NumberUse use,
        Guid? queueId = null,
        NumberDestination? destination = null
    ) =>
        (label, kind, personId, queueId, destination, use) == (Label, Kind, PersonId, QueueId, Destination, Use) && shown.IsSameAs(Shown)
            ? []
            : [new CompanyNumberChanged(Id, label, kind, personId, shown, use, queueId, destination)];

    public static CompanyNumber Create(CompanyNumberAdded added) =>
        new(added.NumberId, added.Number, added.Label, added.Kind, added.PersonId, added.Shown)
        {
            Use = added.Use,
            QueueId = added.QueueId,
            Destination = added.Destination,
        };

    public CompanyNumber Apply(CompanyNumberChanged changed) =>
        this with
        {
            Label = changed.Label,
            Kind = changed.Kind,
            PersonId = changed.PersonId,
            Shown = changed.Shown,
            Use = changed.Use,
            QueueId = changed.QueueId,
            Destination = changed.Destination,
        };

    public bool ShouldDelete(CompanyNumberRemoved removed) => removed.NumberId == Id;
}

public sealed record CompanyNumberAdded(
    Guid NumberId,
    PhoneNumber Number,
    string Label,
    NumberKind Kind,
    Guid? PersonId,
    Permitted Shown,
    NumberUse Use = NumberUse.Both,
    Guid? QueueId = null,
    [property: JsonPropertyName(CompanyNumber.StoredDestination)] NumberDestination? Destination = null
);

public sealed record CompanyNumberChanged(
    Guid NumberId,
    string Label,
    NumberKind Kind,
    Guid? PersonId,
    Permitted Shown,
    NumberUse Use = NumberUse.Both,
    Guid? QueueId = null,
    [property: JsonPropertyName(CompanyNumber.StoredDestination)] NumberDestination? Destination = null
);

public sealed record CompanyNumberRemoved(Guid NumberId);

/// <summary>Where in an application calls come.</summary>
/// <param name="Application">Its name.</param>
/// <param name="Id">Of its destinations one; or the person or queue whose calls it takes.</param>
public sealed record NumberDestination(string Application, Guid Id);

/// <summary>What a number is to the people who choose it as caller ID.</summary>
public enum NumberKind
{
    /// <summary>One person's own number ("vast nummer").</summary>
    Personal,

    /// <summary>The company's main number.</summary>
    Main,

    /// <summary>A person's mobile number, which the trunk must be allowed to show.</summary>
    Mobile,

    /// <summary>An ACD group's number.</summary>
    Group,
}

/// <summary>Everyone of the company, or these people.</summary>
public sealed record Permitted(bool Everyone, IReadOnlyList<Guid> People)
{
    public static Permitted All { get; } = new(Everyone: true, []);

    public static Permitted Nobody { get; } = new(Everyone: false, []);

    public static Permitted Only(params IReadOnlyList<Guid> people) => new(Everyone: false, people);

    public bool Includes(Guid person) => Everyone || People.Contains(person);

    /// <summary>Record equality would compare the lists by reference.</summary>
    public bool IsSameAs(Permitted other) => Everyone == other.Everyone && People.SequenceEqual(other.People);
}
