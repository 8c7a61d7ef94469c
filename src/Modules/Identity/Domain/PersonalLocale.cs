namespace ConnectMe.Identity.Domain;

/// <summary>The language and times that a user chose for every browser; null: as the company.</summary>
/// <param name="Id">The user's.</param>
/// <param name="Language">"nl" or "en".</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="TwelveHours">2:05 PM instead of 14:05.</param>
public sealed record PersonalLocale(Guid Id, string? Language, string? TimeZone, bool? TwelveHours)
{
    public static PersonalLocale None(Guid id) => new(id, Language: null, TimeZone: null, TwelveHours: null);
}
