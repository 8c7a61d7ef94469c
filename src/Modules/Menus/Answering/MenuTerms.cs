using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Media.Audio;
using ConnectMe.Menus.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Menus.Answering;

/// <summary>What a call that walks through menus and time conditions goes by, as they were when it came.</summary>
/// <param name="HoursAt">Whether the company is open, at any moment.</param>
/// <param name="Extensions">That may be dialled in a menu, and where each leads.</param>
internal sealed record MenuTerms(
    PhraseBook Say,
    CompanyMenus All,
    Func<DateTimeOffset, OpenState> HoursAt,
    ImmutableDictionary<string, CallTarget> Extensions
)
{
    public DayPart PartAt(TimeCondition condition, DateTimeOffset now) => DayParts.Of(condition.IsNight, HoursAt(now));
}

internal static class DayParts
{
    public static DayPart Of(bool isNight, OpenState state) =>
        isNight ? DayPart.Night
        : state.IsOpen ? DayPart.Open
        : state.Day.Because is not null ? DayPart.Holiday
        : DayPart.Closed;
}

/// <summary>The greeting that a menu says: asked of the application, which answers by <see cref="Greeting"/>.</summary>
internal sealed record ReadGreeting(Guid Id);

/// <param name="Sound">Null: it is there no more.</param>
internal sealed record Greeting(Guid Id, Sound? Sound);

/// <summary>Turns a night switch the other way: asked of the application, which answers by <see cref="NightIs"/>.</summary>
internal sealed record TurnNight(string Code);

/// <param name="On">Null: there is no such switch any more.</param>
internal sealed record NightIs(bool? On);
