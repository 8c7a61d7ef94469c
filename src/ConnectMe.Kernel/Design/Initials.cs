namespace ConnectMe.Kernel.Design;

/// <summary>What stands in an avatar without a photo.</summary>
public static class Initials
{
    /// <summary>Of the first word and of the next that begins with a capital: "Sanne de Vries" is SV. A number has none: "?".</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || !char.IsLetter(words[0][0]))
        {
            return "?";
        }

        var second = words.Skip(1).FirstOrDefault(word => char.IsUpper(word[0]));
        return $"{char.ToUpperInvariant(words[0][0])}{second?[0]}";
    }

    /// <summary>One of the design's six hues, always the same for a name; the seventh, grey, for who has no name.</summary>
    public static int HueOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Of(name) == "?")
        {
            return Nameless;
        }

        var hash = 2166136261u; // FNV-1a; string.GetHashCode is another one in each process
        foreach (var letter in name)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return (int)(hash % Nameless);
    }

    const int Nameless = 6;
}
