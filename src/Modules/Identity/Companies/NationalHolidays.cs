using PublicHoliday;

namespace ConnectMe.Identity.Companies;

/// <summary>The public holidays of a country, by the library PublicHoliday, named as people there name them.</summary>
internal static class NationalHolidays
{
    /// <summary>By date; empty for a country that is not known here.</summary>
    public static IReadOnlyList<(DateOnly Date, string Name)> Of(string country, int year) =>
        Calendars.TryGetValue(country, out var calendar)
            ? [.. calendar.PublicHolidayNames(year).Select(day => (DateOnly.FromDateTime(day.Key), day.Value)).OrderBy(day => day.Item1)]
            : [];

    public static string? On(string country, DateOnly day) =>
        Of(country, day.Year).Where(holiday => holiday.Date == day).Select(holiday => holiday.Name).FirstOrDefault();

    public static bool Knows(string country) => Calendars.ContainsKey(country);

    static readonly Dictionary<string, IPublicHolidays> Calendars = new(StringComparer.Ordinal)
    {
        ["NL"] = new DutchPublicHoliday(),
        ["BE"] = new BelgiumPublicHoliday(),
        ["DE"] = new GermanPublicHoliday(),
        ["FR"] = new FrancePublicHoliday(),
        ["LU"] = new LuxembourgPublicHoliday(),
        ["GB"] = new UKBankHoliday(),
        ["IE"] = new IrelandPublicHoliday(),
    };
}
