using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Features;

/// <summary>Who holds a right, as a form says it: everyone, those chosen, nobody.</summary>
internal static class Holders
{
    public static ShownTo Of(Permitted right) =>
        right.Everyone ? ShownTo.Everyone
        : right.People.Count > 0 ? ShownTo.Chosen
        : ShownTo.Nobody;

    public static Permitted From(ShownTo held, Guid[] chosen) =>
        held switch
        {
            ShownTo.Everyone => Permitted.All,
            ShownTo.Chosen => Permitted.Only([.. chosen.Distinct().Order()]),
            _ => Permitted.Nobody,
        };

    public static bool Are(ShownTo held) => held is ShownTo.Everyone or ShownTo.Chosen or ShownTo.Nobody;
}
