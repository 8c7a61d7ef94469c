using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using ConnectMe.Queues.Domain;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Features;

/// <summary>Where calls go on to.</summary>
internal sealed record TargetFields
{
    public CallTargetKind? Then { get; init; }
    public string? Number { get; init; }
    public Guid? Colleague { get; init; }

    /// <summary>A queue is never busy.</summary>
    public static IReadOnlyList<CallTargetKind> Kinds { get; } =
    [CallTargetKind.Nobody, CallTargetKind.Number, CallTargetKind.Colleague, CallTargetKind.Application];

    public static TargetFields Of(CallTarget target) =>
        new()
        {
            Then = target.Kind,
            Number = target.Number,
            Colleague = target.PersonId,
        };

    public CallTarget ToTarget() =>
        Then switch
        {
            CallTargetKind.Number => new CallTarget(CallTargetKind.Number, Number!.Trim()),
            CallTargetKind.Colleague => new CallTarget(CallTargetKind.Colleague, PersonId: Colleague),
            CallTargetKind.Application => FollowedQueues.GroupMailbox,
            _ => CallTarget.Nobody,
        };

    public const int LongestNumber = 40;
}

/// <summary>What the calls of a queue can be sent on to: an extension, another queue, or a number of the public network.</summary>
internal sealed class QueueTargets(
    ICurrentUser me,
    IPeople people,
    ICompanyPlace place,
    QueuesInMemory queues,
    IEnumerable<IReservedNumbers> reserved
)
{
    /// <summary>The key of what is wrong with a number; null: nothing.</summary>
    /// <param name="own">Of the queue that sends.</param>
    public async Task<string?> Refuse(string? typed, Guid own, CancellationToken ct)
    {
        var digits = Clean(typed);
        return digits.Length == 0 ? "NumberMissing"
            : await HolderOf(digits, ct) is { } holder
                ? holder.Id == own ? "NumberOwn"
                    : null
            : await IsReserved(digits, ct) ? "NumberReserved"
            : (await people.Of(me.Company, ct)).Any(person => person.Extension == digits) ? null
            : await IsHeld(digits, canBeCalled: true, ct) ? null
            : TelephoneNumbers.Read(typed, place.Region) is null ? "NumberUnknown"
            : null;
    }

    /// <summary>A number of the telephone network: somebody is charged for the call.</summary>
    public async Task<bool> IsOutside(TargetFields target, CancellationToken ct) =>
        target.Then is CallTargetKind.Number
        && Clean(target.Number) is { Length: > 0 } digits
        && await HolderOf(digits, ct) is null
        && !await IsHeld(digits, canBeCalled: true, ct)
        && (await people.Of(me.Company, ct)).All(person => person.Extension != digits);

    async Task<Queue?> HolderOf(string digits, CancellationToken ct) => (await queues.Of(me.Company, ct)).Queues.At(digits);

    async Task<bool> IsReserved(string digits, CancellationToken ct)
    {
        if (place.EmergencyNumbers.Contains(digits) || TelephoneNumbers.EmergencyNumbersOf(place.Region).Contains(digits))
        {
            return true;
        }

        return await IsHeld(digits, canBeCalled: false, ct);
    }

    /// <summary>By something that is no queue: a parking slot, which is not called, or a menu, which is.</summary>
    async Task<bool> IsHeld(string digits, bool canBeCalled, CancellationToken ct)
    {
        foreach (var one in reserved.Where(one => one.CanBeCalled == canBeCalled))
        {
            if (await one.IsReserved(me.Company, digits, ct))
            {
                return true;
            }
        }

        return false;
    }

    static string Clean(string? typed) => string.Concat((typed ?? "").Where(sign => char.IsAsciiDigit(sign) || sign is '*' or '#' or '+'));
}
