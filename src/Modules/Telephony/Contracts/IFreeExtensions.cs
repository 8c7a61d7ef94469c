namespace ConnectMe.Telephony.Contracts;

/// <summary>Whether a number inside the company can be given to something that is called by it, such as a queue or a conference room.</summary>
public interface IFreeExtensions
{
    /// <param name="typed">As somebody typed it: hostile text.</param>
    /// <param name="own">The extension that it has already, which it may keep; null: it is new.</param>
    /// <returns>What is wrong with it, in the language of who reads; null: nothing is.</returns>
    ValueTask<string?> WhyNot(ConnectMe.Kernel.CompanyId company, string? typed, string? own, CancellationToken ct);
}

/// <summary>The shape of an extension.</summary>
public static class Extension
{
    public const int Shortest = 2;

    public const int Longest = 6;

    public static bool IsOne(string typed) =>
        typed is { Length: >= Shortest and <= Longest } && typed.All(char.IsAsciiDigit) && typed[0] != '0';
}
