using System.Globalization;
using ConnectMe.Media.Audio;

namespace ConnectMe.Voicemail.Speaking;

/// <summary>What is put together of several phrases, as it is said in their language.</summary>
internal static class Sentences
{
    /// <summary>Up to 99 as a number, above that its digits.</summary>
    public static IEnumerable<Sound> Number(this Phrases say, int number)
    {
        var (tens, ones) = (number / 10 * 10, number % 10);
        return number switch
        {
            > 99 => say.Digits(number.ToString(CultureInfo.InvariantCulture)),
            <= 20 => [say.Word(number)],
            _ when ones == 0 => [say.Word(tens)],
            _ when say == Phrases.Dutch => [say.Word(ones), say["and"], say.Word(tens)], // drie en twintig
            _ => [say.Word(tens), say.Word(ones)],
        };
    }

    /// <summary>A telephone number, digit by digit.</summary>
    /// <param name="number">As people write it; when nothing of it can be said it is not known.</param>
    public static IEnumerable<Sound> Caller(this Phrases say, string number) =>
        number.Any(char.IsAsciiDigit) ? say.Digits(number) : [say["unknown-number"]];

    public static IEnumerable<Sound> Day(this Phrases say, DateOnly day, DateOnly today) =>
        day == today ? [say["today"]]
        : day == today.AddDays(-1) ? [say["yesterday"]]
        : [.. say.Number(day.Day), say[string.Create(CultureInfo.InvariantCulture, $"month-{day.Month}")]];

    /// <summary>By the 24-hour clock.</summary>
    public static IEnumerable<Sound> Clock(this Phrases say, TimeOnly time) =>
        say == Phrases.Dutch ? [say["at"], .. say.Number(time.Hour), say["hour"], .. time.Minute == 0 ? [] : say.Number(time.Minute)]
        : time.Minute < 10 ? [say["at"], .. say.Number(time.Hour), say.Word(0), say.Word(time.Minute)]
        : [say["at"], .. say.Number(time.Hour), .. say.Number(time.Minute)];

    /// <summary>You have two new messages and one old message.</summary>
    public static IEnumerable<Sound> Count(this Phrases say, int unheard, int heard) =>
        (unheard, heard) switch
        {
            (0, 0) => [say["you-have"], say["no-messages"]],
            (0, _) => [say["you-have"], .. say.Old(heard)],
            (_, 0) => [say["you-have"], .. say.New(unheard)],
            _ => [say["you-have"], .. say.New(unheard), say["and"], .. say.Old(heard)],
        };

    /// <summary>New message from 2 0 1, today at 14 30.</summary>
    public static IEnumerable<Sound> Heading(this Phrases say, bool isNew, string caller, DateOnly day, TimeOnly time, DateOnly today) =>
        [
            say[isNew ? "new-message" : "old-message"],
            say["from"],
            .. say.Caller(caller),
            Phrases.Pause,
            .. say.Day(day, today),
            .. say.Clock(time),
            Phrases.Pause,
        ];

    static IEnumerable<Sound> New(this Phrases say, int count) => [.. say.Number(count), say[count == 1 ? "new-message" : "new-messages"]];

    static IEnumerable<Sound> Old(this Phrases say, int count) => [.. say.Number(count), say[count == 1 ? "old-message" : "old-messages"]];

    static Sound Word(this Phrases say, int number) => say[number.ToString(CultureInfo.InvariantCulture)];

    static IEnumerable<Sound> Digits(this Phrases say, string number) =>
        number.Where(sign => char.IsAsciiDigit(sign) || sign == '+').Select(sign => say[sign == '+' ? "plus" : sign.ToString()]);
}
