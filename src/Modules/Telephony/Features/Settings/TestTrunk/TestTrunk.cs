using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Signalling;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>Tries a trunk as it is set now, and says in words what failed.</summary>
internal static class TestTrunk
{
    public static async Task<IResult> Answer(
        Guid id,
        ICurrentUser me,
        ITelephonyConfigurations configurations,
        TrunkTests tests,
        TrunkWords words,
        CancellationToken ct
    )
    {
        var trunk = (await configurations.Of(me.Company, ct)).Trunks.FirstOrDefault(trunk => trunk.Id == id);
        if (trunk is null)
        {
            return TypedResults.NotFound();
        }

        var result = await tests.Run(me.Company, id, ct);
        return new Fragment<TestedTrunk>(
            "/Features/ConnectMe.Telephony/Settings/TestTrunk/_TestedTrunk.cshtml",
            new TestedTrunk(result.Fault is { } fault ? words.Sentence(fault, trunk.Settings.Server, result.Took) : null, result.Took)
        );
    }
}

/// <param name="Trouble">Null: it works.</param>
internal sealed record TestedTrunk(string? Trouble, TimeSpan Took);
