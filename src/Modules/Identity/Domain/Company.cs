namespace ConnectMe.Identity.Domain;

/// <summary>A customer of the installation; all its facts carry its id as tenant.</summary>
public sealed partial record Company(Guid Id, string Name)
{
    /// <summary>ISO 3166-1 alpha-2: numbers, emergency numbers and holidays. Null in companies of before this was asked: as the installation's settings say.</summary>
    public string? Country { get; init; }

    /// <summary>Its IANA name.</summary>
    public string TimeZone { get; init; } = StandardTimeZone;

    /// <summary>What people see and mail is written in until they choose: "nl" or "en".</summary>
    public string Language { get; init; } = StandardLanguage;

    /// <summary>What new people get their number from; null when nobody said.</summary>
    public ExtensionRange? Extensions { get; init; }

    /// <summary>Numbers that are refused next to those of the country.</summary>
    public IReadOnlyList<string> EmergencyNumbers { get; init; } = [];

    /// <summary>Of its <see cref="CompanyLogo"/>; null: none.</summary>
    public Guid? Logo { get; init; }

    public static Company Create(CompanyFounded founded) =>
        new(founded.CompanyId, founded.Name)
        {
            Country = founded.Country,
            TimeZone = founded.TimeZone ?? StandardTimeZone,
            Language = founded.Language ?? StandardLanguage,
            Extensions = founded.Extensions,
        };

    public Company Apply(CompanyChanged changed) =>
        this with
        {
            Name = changed.Name,
            Country = changed.Country,
            TimeZone = changed.TimeZone,
            Language = changed.Language,
            Extensions = changed.Extensions,
        };

    public Company Apply(EmergencyNumbersChanged changed) => this with { EmergencyNumbers = changed.Numbers };

    public Company Apply(LogoChanged changed) => this with { Logo = changed.Logo };

    public const string StandardTimeZone = "Europe/Amsterdam";
    public const string StandardLanguage = "nl";
}

public sealed record CompanyFounded(
    Guid CompanyId,
    string Name,
    string? Country = null,
    string? TimeZone = null,
    string? Language = null,
    ExtensionRange? Extensions = null
);

public sealed record CompanyChanged(
    Guid CompanyId,
    string Name,
    string Country,
    string TimeZone,
    string Language,
    ExtensionRange? Extensions,
    DateTimeOffset At,
    Guid By
);

public sealed record EmergencyNumbersChanged(Guid CompanyId, IReadOnlyList<string> Numbers, DateTimeOffset At, Guid By);

/// <param name="Logo">Null: it has none any more.</param>
public sealed record LogoChanged(Guid CompanyId, Guid? Logo, DateTimeOffset At, Guid By);
