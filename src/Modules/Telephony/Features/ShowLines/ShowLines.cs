using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>What these colleagues are doing now: rung or in a call, else the status that they are in (M10-05). For pages that show them already (wwwroot/js/lines.js).</summary>
internal static class ShowLines
{
    /// <param name="of">Who is asked for.</param>
    public static async Task<IResult> Handle(Guid[] of, IPersonFacts facts, CancellationToken ct)
    {
        List<Shown> shown = [];
        foreach (var person in of.Take(Most).Distinct())
        {
            var state = (await facts.Of(person, ct)).State;
            shown.Add(new Shown(person, state?.Disc, state?.Words ?? ""));
        }

        return TypedResults.Ok(shown);
    }

    /// <param name="Disc">Null: nothing is known of them, or they are no colleague.</param>
    internal sealed record Shown(Guid Id, string? Disc, string Words);

    /// <summary>More do not fit in an address.</summary>
    const int Most = 100;
}
