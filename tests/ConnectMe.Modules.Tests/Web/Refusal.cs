using System.Text.RegularExpressions;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>What an address answered, to be compared with what it answers otherwise.</summary>
/// <param name="Text">Without what is another in each answer.</param>
internal sealed partial record Refusal(int Status, string Location, string Text)
{
    /// <summary>What was asked for may be said again.</summary>
    public Refusal Without(Guid id) =>
        this with
        {
            Location = Location.Replace(id.ToString(), "ID", StringComparison.Ordinal),
            Text = Random()
                .Replace(Text, "")
                .Replace(id.ToString(), "ID", StringComparison.Ordinal)
                .Replace(id.ToString("n"), "ID", StringComparison.Ordinal),
        };

    /// <summary>Where they part, for who must find out why.</summary>
    public string Difference(Refusal other)
    {
        var at = Text.Zip(other.Text).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{Status} {Location} …{Part(Text, at)}… is not {other.Status} {other.Location} …{Part(other.Text, at)}…";
    }

    static string Part(string text, int at) => text.Substring(Math.Max(0, at - 60), Math.Min(160, text.Length - Math.Max(0, at - 60)));

    /// <summary>Tokens, codes of a fault, the clock of running calls.</summary>
    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+|Code [0-9A-Za-z:]+|(?<=\\bvalue=\")[0-9]{13}(?=\")", RegexOptions.None, 1000)]
    private static partial Regex Random();
}
