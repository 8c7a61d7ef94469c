using System.Globalization;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>How the sound of a message is named.</summary>
internal static class SoundWords
{
    public const string Type = "audio/ogg";

    /// <summary>0:44.</summary>
    public static string Clock(TimeSpan length) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalMinutes}:{length.Seconds:00}");

    /// <summary>"Voicemail 2026-11-28 08.34 Eva Mulder.ogg". Callers name themselves: nothing of that becomes a path.</summary>
    /// <param name="at">As its reader's clock had it.</param>
    public static string FileName(string what, DateTime at, string who)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{what} {at:yyyy-MM-dd HH.mm} {who}");
        return string.Concat(words.Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '.' or '+')).Trim() + ".ogg";
    }
}
