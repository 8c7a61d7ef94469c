using System.Globalization;
using ConnectMe.Identity.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What holds now or on a day, as a sentence (A11-01).</summary>
internal static class HoursInWords
{
    public static string Now(OpenState now, IStringLocalizer<BrandText> text) =>
        WithReason(
            (now.IsOpen, now.ChangesAt) switch
            {
                (true, { } until) => text["NowOpenUntil", Time(TimeOnly.FromDateTime(until))],
                (false, { } from) => text[
                    "NowClosedUntil",
                    $"{from.ToString("dddd d MMMM", CultureInfo.CurrentCulture)} {Time(TimeOnly.FromDateTime(from))}"
                ],
                _ => text["NowClosed"],
            },
            now.Day,
            text
        );

    public static string On(BusinessDay day, IStringLocalizer<BrandText> text)
    {
        var date = day.Date.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);
        return WithReason(
            day is { From: { } from, Until: { } until } ? text["OnOpen", date, Time(from), Time(until)] : text["OnClosed", date],
            day,
            text
        );
    }

    static string WithReason(string sentence, BusinessDay day, IStringLocalizer<BrandText> text) =>
        day.Because is { } because ? $"{sentence} {text["Why", because]}" : sentence;

    static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
