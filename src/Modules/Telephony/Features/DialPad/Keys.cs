namespace ConnectMe.Telephony.Features;

/// <summary>The letters on a telephone's keys (ITU-T E.161).</summary>
internal static class Keys
{
    /// <summary>The digits under which the letters of <paramref name="word"/> stand; other signs are left out.</summary>
    public static string Of(string word) => string.Concat(word.ToUpperInvariant().Select(KeyOf).OfType<char>());

    static char? KeyOf(char letter) =>
        letter switch
        {
            >= 'A' and <= 'C' => '2',
            >= 'D' and <= 'F' => '3',
            >= 'G' and <= 'I' => '4',
            >= 'J' and <= 'L' => '5',
            >= 'M' and <= 'O' => '6',
            >= 'P' and <= 'S' => '7',
            >= 'T' and <= 'V' => '8',
            >= 'W' and <= 'Z' => '9',
            _ => null,
        };
}
