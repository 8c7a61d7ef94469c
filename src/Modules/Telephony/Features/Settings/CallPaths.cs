using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Numbering;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>A step on the way of a call, and those that follow.</summary>
/// <param name="When">Empty: always.</param>
internal sealed record CallPath(string When, string Words, IReadOnlyList<CallPath> Then);

/// <summary>The whole way of a call in words, from where it is led to all its ends (A3-03).</summary>
internal sealed class CallPaths(
    IEnumerable<ICallWords> words,
    ICallDestinations destinations,
    ICurrentUser me,
    IPeople people,
    ICallQueues queues,
    IStringLocalizer<SettingsText> text
)
{
    /// <summary>Nobody reads more.</summary>
    const int MostSteps = 150;

    public async Task<CallPath> Of(CallTarget target, DateTimeOffset at, CancellationToken ct)
    {
        var all = await destinations.Of(me.Company, ct);
        var byExtension = await ByExtension(ct);
        var left = MostSteps;
        return await Step("", target, []);

        async Task<CallPath> Step(string when, CallTarget to, IReadOnlyList<CallTarget> before)
        {
            to = Resolved(to, byExtension);
            var name = all.FirstOrDefault(destination => destination.Target == to)?.Name;
            if (before.Contains(to))
            {
                return new CallPath(when, text["PathAgain", name ?? ""], []);
            }

            if (--left < 0)
            {
                return new CallPath(when, "…", []);
            }

            if (await Described(to, at, ct) is not { } step)
            {
                return new CallPath(when, OfItself(to, name), []);
            }

            List<CallPath> then = [];
            foreach (var branch in step.Then)
            {
                then.Add(await Step(branch.When, branch.To, [.. before, to]));
            }

            return new CallPath(when, step.Words, then);
        }
    }

    async ValueTask<CallStep?> Described(CallTarget target, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var one in words)
        {
            if (await one.Of(target, at, ct) is { } step)
            {
                return step;
            }
        }

        return null;
    }

    string OfItself(CallTarget target, string? name) =>
        target.Kind switch
        {
            CallTargetKind.Busy => text["PathBusy"],
            CallTargetKind.Nobody => text["PathEnds"],
            CallTargetKind.Number => text["PathNumber", NumberPlan.Show(target.Number ?? "")],
            _ => name is null ? text["PathGone"] : text["PathTo", name],
        };

    /// <summary>What the extension is of that was typed.</summary>
    static CallTarget Resolved(CallTarget target, Dictionary<string, CallTarget> byExtension) =>
        target.Kind is CallTargetKind.Number
        && byExtension.TryGetValue(string.Concat((target.Number ?? "").Where(char.IsAsciiDigit)), out var known)
            ? known
            : target;

    async Task<Dictionary<string, CallTarget>> ByExtension(CancellationToken ct)
    {
        var known = new Dictionary<string, CallTarget>(StringComparer.Ordinal);
        foreach (var queue in await queues.Of(me.Company, ct))
        {
            known[queue.Extension] = new CallTarget(CallTargetKind.Application, Application: queue.Application, DestinationId: queue.Id);
        }

        foreach (var person in await people.Of(me.Company, ct))
        {
            known[person.Extension] = new CallTarget(CallTargetKind.Colleague, PersonId: person.Id.Value);
        }

        return known;
    }
}
