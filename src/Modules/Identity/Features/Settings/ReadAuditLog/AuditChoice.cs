using System.Globalization;
using ConnectMe.Identity.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Identity.Features;

/// <summary>What an administrator chose to see of the audit log, as it stands in the address. What cannot be read is not chosen.</summary>
internal sealed record AuditChoice
{
    /// <summary>Somewhere in who, what, about what and from where.</summary>
    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    /// <summary>An <see cref="AuditKind"/>.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Who did it, or to whom.</summary>
    [FromQuery(Name = "person")]
    public string? Person { get; init; }

    /// <summary>The first day.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last day.</summary>
    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    /// <summary>Only what has a smaller number.</summary>
    [FromQuery(Name = "before")]
    public string? Before { get; init; }

    public AuditKind? KindRead => Enum.TryParse<AuditKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null;

    public Guid? PersonRead => Guid.TryParse(Person, out var id) ? id : null;

    public DateOnly? FirstDay => Day(From);

    public DateOnly? LastDay => Day(Until);

    public long? BeforeRead => long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public string Wanted => Text is { Length: <= 100 } text ? text.Trim() : "";

    /// <summary>For an address with the same choice.</summary>
    public string Query =>
        string.Join(
            '&',
            new[]
            {
                ("q", Wanted),
                ("kind", KindRead?.ToString() ?? ""),
                ("person", PersonRead?.ToString() ?? ""),
                ("from", Written(FirstDay)),
                ("until", Written(LastDay)),
            }
                .Where(pair => pair.Item2.Length > 0)
                .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}")
        );

    public static string Written(DateOnly? day) => day?.ToString(Iso, CultureInfo.InvariantCulture) ?? "";

    static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 3000
            ? day
            : null;

    const string Iso = "yyyy-MM-dd";
}
