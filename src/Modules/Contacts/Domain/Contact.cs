namespace ConnectMe.Contacts.Domain;

/// <summary>
/// Somebody in a person's own address book or in the company's. A document, not events: what its owner erases about other people must be gone, not live on in a history.
/// </summary>
/// <param name="Owner">The user whose contact it is, and nobody else sees it; or the company, and all its people do.</param>
public sealed record Contact(Guid Id, Guid Owner, string FirstName, string LastName)
{
    public const int LongestName = 60;
    public const int LongestEmail = 254;
    public const int LongestNotes = 2000;
    public const int MostNumbers = 8;
    public const int LongestNumber = 32;

    public string Company { get; init; } = "";
    public string Department { get; init; } = "";
    public string Email { get; init; } = "";
    public string Address { get; init; } = "";
    public string Notes { get; init; } = "";
    public IReadOnlyList<ContactNumber> Numbers { get; init; } = [];
    public bool IsVip { get; init; }
    public bool IsFavourite { get; init; }

    /// <summary>Where it stands in the list: <see cref="NameOrder"/>.</summary>
    public string Sort { get; init; } = "";

    /// <summary>What is searched: <see cref="SearchText"/>.</summary>
    public string Search { get; init; } = "";

    /// <summary>"Eva Mulder"; the company when there is no name.</summary>
    public string Name => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Company;

    /// <summary>"De Linde · Inkoop": where they work, without what is the name already; may be empty.</summary>
    public string Detail => string.Join(" · ", new[] { Name == Company ? "" : Company, Department }.Where(detail => detail.Length > 0));

    /// <summary>The same contact with what its place in the list and searches need.</summary>
    public Contact Indexed() =>
        this with
        {
            Sort = NameOrder.Of(FirstName, LastName, Company),
            Search = SearchText.Of([FirstName, LastName, Company, Department], Numbers.Select(number => number.Best)),
        };
}

/// <param name="Raw">As its owner wrote it.</param>
/// <param name="E164">"+31205550142"; null when it is no number of the public network.</param>
public sealed record ContactNumber(NumberType Type, string Raw, string? E164)
{
    /// <summary>What to dial and show when there is no better form.</summary>
    public string Best => E164 ?? Raw;
}

public enum NumberType
{
    Work,
    Mobile,
    Home,
    Other,
}

/// <summary>Leads from a number to the contact that has it: how a caller is recognised.</summary>
/// <param name="Owner">As of the contact.</param>
public sealed record NumberOfContact(Guid Id, Guid Owner, Guid ContactId, string E164);

/// <summary>A contact that was removed a moment ago and can be put back.</summary>
/// <param name="Id">The contact's.</param>
public sealed record RemovedContact(Guid Id, Guid Owner, Contact Contact, DateTimeOffset At);

/// <summary>
/// The colleagues and contacts of the company that a person marked, as in <see cref="Contact.IsVip"/> and <see cref="Contact.IsFavourite"/> of their own contacts; or
/// that an administrator marked for everybody (M10-02).
/// </summary>
/// <param name="Id">The user's id; the company's: for everybody.</param>
public sealed record MarkedColleagues(Guid Id, IReadOnlyList<Guid> Vips, IReadOnlyList<Guid> Favourites)
{
    public static MarkedColleagues None(Guid owner) => new(owner, [], []);

    public bool Has(Guid marked) => Vips.Contains(marked) || Favourites.Contains(marked);

    public MarkedColleagues With(Guid colleague, ContactMark mark, bool on) =>
        mark switch
        {
            ContactMark.Vip => this with { Vips = Changed(Vips, colleague, on) },
            _ => this with { Favourites = Changed(Favourites, colleague, on) },
        };

    static List<Guid> Changed(IReadOnlyList<Guid> marked, Guid colleague, bool on)
    {
        var others = marked.Where(id => id != colleague);
        return [.. on ? others.Append(colleague) : others];
    }
}

public enum ContactMark
{
    Vip,
    Favourite,
}
