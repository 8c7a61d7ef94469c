using ConnectMe.Media.Audio;
using ConnectMe.Voicemail.Speaking;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>What is said on the phone: that it is all there, and how it is put together.</summary>
public sealed class PhrasesTests
{
    /// <summary>Of the sounds, the same in each language.</summary>
    public static IReadOnlyList<string> Names { get; } = NamesIn("nl");

    [Fact]
    public void Each_phrase_is_there_in_both_languages_short_and_audible()
    {
        Assert.NotEmpty(Names);
        Assert.Equal(Names, NamesIn("en"));
        Assert.All(Names.SelectMany(name => new[] { Phrases.Dutch[name], Phrases.English[name] }), AssertAudible);
        Assert.All(
            typeof(Phrases).GetProperties().Where(property => property.PropertyType == typeof(Sound) && !property.GetMethod!.IsStatic),
            property => Assert.NotNull(property.GetIndexParameters() is [] ? property.GetValue(Phrases.English) : "")
        );
        Assert.Same(Phrases.Dutch.Greeting, Phrases.Of("nl").Greeting);
        Assert.NotSame(Phrases.Dutch.Greeting, Phrases.Of("en").Greeting);
    }

    [Fact]
    public void They_take_less_than_two_megabytes()
    {
        var assembly = typeof(Phrases).Assembly;
        var bytes = assembly.GetManifestResourceNames().Where(IsSound).Sum(name => assembly.GetManifestResourceStream(name)!.Length);

        Assert.InRange(bytes, 500_000, 2_000_000);
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(17, "17", "17")]
    [InlineData(20, "20", "20")]
    [InlineData(21, "1 and 20", "20 1")]
    [InlineData(40, "40", "40")]
    [InlineData(99, "9 and 90", "90 9")]
    [InlineData(120, "1 2 0", "1 2 0")]
    public void A_number_is_said_as_its_language_says_it(int number, string dutch, string english)
    {
        Assert.Equal(dutch, Words(say => say.Number(number), Phrases.Dutch));
        Assert.Equal(english, Words(say => say.Number(number), Phrases.English));
    }

    [Theory]
    [InlineData("+31 (6) 12-34", "plus 3 1 6 1 2 3 4")]
    [InlineData("201", "2 0 1")]
    [InlineData("", "unknown-number")]
    [InlineData("anonymous", "unknown-number")]
    [InlineData("٣", "unknown-number")]
    public void A_caller_is_said_digit_by_digit(string number, string words) =>
        Assert.Equal(words, Words(say => say.Caller(number), Phrases.Dutch));

    [Theory]
    [InlineData("14:00", "at 14 hour", "at 14 0 0")]
    [InlineData("14:05", "at 14 hour 5", "at 14 0 5")]
    [InlineData("00:35", "at 0 hour 5 and 30", "at 0 30 5")]
    public void A_time_is_said_by_the_24_hour_clock(string time, string dutch, string english)
    {
        var clock = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(dutch, Words(say => say.Clock(clock), Phrases.Dutch));
        Assert.Equal(english, Words(say => say.Clock(clock), Phrases.English));
    }

    [Theory]
    [InlineData("2026-03-01", "today")]
    [InlineData("2026-02-28", "yesterday")]
    [InlineData("2026-02-27", "7 and 20 month-2")]
    [InlineData("2025-12-31", "1 and 30 month-12")]
    [InlineData("2026-03-02", "2 month-3")]
    public void A_day_is_said_by_how_long_ago_it_is(string day, string words) =>
        Assert.Equal(
            words,
            Words(
                say => say.Day(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 3, 1)),
                Phrases.Dutch
            )
        );

    [Theory]
    [InlineData(0, 0, "you-have no-messages")]
    [InlineData(1, 0, "you-have 1 new-message")]
    [InlineData(0, 2, "you-have 2 old-messages")]
    [InlineData(3, 1, "you-have 3 new-messages and 1 old-message")]
    public void How_many_there_are_is_one_sentence(int unheard, int heard, string words) =>
        Assert.Equal(words, Words(say => say.Count(unheard, heard), Phrases.Dutch));

    static string Words(Func<Phrases, IEnumerable<Sound>> sentence, Phrases say)
    {
        var names = Names.ToDictionary(name => say[name]);
        return string.Join(' ', sentence(say).Select(sound => names[sound]));
    }

    static void AssertAudible(Sound sound)
    {
        var loudest = sound.Samples.ToArray().Max(sample => Math.Abs((int)sample));
        Assert.InRange(sound.Length.TotalSeconds, 0.15, 9);
        Assert.InRange(loudest, 3000, short.MaxValue);
    }

    static List<string> NamesIn(string language) =>
        [
            .. typeof(Phrases)
                .Assembly.GetManifestResourceNames()
                .Where(name => IsSound(name) && name.StartsWith($"{language}/", StringComparison.Ordinal))
                .Select(name => name[3..^4])
                .Order(StringComparer.Ordinal),
        ];

    static bool IsSound(string name) => name.EndsWith(".wav", StringComparison.Ordinal);
}
