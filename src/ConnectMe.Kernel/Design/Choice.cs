using Microsoft.Extensions.Localization;

namespace ConnectMe.Kernel.Design;

/// <summary>One thing that a list or a set of ticks offers.</summary>
/// <param name="Value">As it is sent.</param>
/// <param name="Language">Of the words, where it is not the page's.</param>
public sealed record Choice(string Value, string Words, string? Language = null)
{
    /// <summary>The languages of ConnectMe, each in itself.</summary>
    public static IReadOnlyList<Choice> Languages { get; } = [new("nl", "Nederlands", "nl"), new("en", "English", "en")];
}

/// <summary>The usual choices.</summary>
public static class ChoiceWords
{
    /// <summary>Every value of an enumeration, or these; with the key "Security" the words of Tls are those of "Security-Tls".</summary>
    public static IEnumerable<Choice> Choices<T>(this IStringLocalizer text, string key)
        where T : struct, Enum => text.Choices(key, Enum.GetValues<T>());

    public static IEnumerable<Choice> Choices<T>(this IStringLocalizer text, string key, IEnumerable<T> values)
        where T : struct, Enum => values.Select(value => new Choice($"{value}", text[$"{key}-{value}"]));
}
