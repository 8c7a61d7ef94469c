using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Domain;

/// <summary>One availability that people can be in.</summary>
/// <param name="Dutch">Its name in Dutch.</param>
/// <param name="English">Its name in English.</param>
/// <param name="Disc">Colour and form: one of <see cref="Discs"/>.</param>
/// <param name="Flow">What becomes of the calls to who is in it.</param>
public sealed record Status(Guid Id, string Dutch, string English, string Disc, CallFlow Flow)
{
    public const int LongestName = 40;

    /// <summary>Green, orange, red and hollow, as the discs of people show them.</summary>
    public static IReadOnlyList<string> Discs { get; } = ["ok", "away", "dnd", "off"];

    public string NameIn(string language) => language == "nl" ? Dutch : English;
}
