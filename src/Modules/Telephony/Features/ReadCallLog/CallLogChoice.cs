using System.Globalization;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.History;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

/// <summary>What somebody chose to see of their call log, as it stands in the address. What cannot be read is not chosen.</summary>
internal sealed record CallLogChoice
{
    /// <summary>Only missed ones (M7-03).</summary>
    [FromQuery(Name = "missed")]
    public bool? Missed { get; init; }

    /// <summary>A <see cref="CallLogKind"/>.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>The first day.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last day.</summary>
    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    /// <summary>With whom: the id of a colleague, or a number.</summary>
    [FromQuery(Name = "who")]
    public string? Who { get; init; }

    public CallLogKind KindRead =>
        Missed is true ? CallLogKind.Missed
        : Enum.TryParse<CallLogKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind
        : CallLogKind.All;

    public DateOnly? FirstDay => Day(From);

    public DateOnly? LastDay => Day(Until);

    public bool IsEverything => KindRead is CallLogKind.All && FirstDay is null && LastDay is null && string.IsNullOrEmpty(Who);

    public CallLogFilter Filter(LocalTime local) =>
        new(
            KindRead,
            FirstDay is { } first ? local.StartOf(first) : null,
            LastDay is { } last ? local.StartOf(last.AddDays(1)) : null,
            Guid.TryParse(Who, out var user) ? user : null,
            Guid.TryParse(Who, out _) || string.IsNullOrEmpty(Who) ? null : Who
        );

    /// <summary>For the address of a page with the same choice.</summary>
    public string Query =>
        string.Join(
            '&',
            new[]
            {
                ("missed", Missed is true ? "true" : ""),
                ("kind", KindRead is CallLogKind.All or CallLogKind.Missed ? "" : KindRead.ToString()),
                ("from", Written(FirstDay)),
                ("until", Written(LastDay)),
                ("who", Who ?? ""),
            }
                .Where(pair => pair.Item2.Length > 0)
                .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}")
        );

    public static string Written(DateOnly? day) => day?.ToString(Iso, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Years in which there are telephones.</summary>
    static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 3000
            ? day
            : null;

    const string Iso = "yyyy-MM-dd";
}
