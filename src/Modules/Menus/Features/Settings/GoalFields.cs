using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>Where a key or an hour leads, as an administrator fills it in.</summary>
internal sealed record GoalFields
{
    public const string HangUp = "end";

    public const string ByNumber = "number";

    public const int LongestNumber = 40;

    /// <summary>One of the company's goals, <see cref="HangUp"/>, <see cref="ByNumber"/>; empty: nothing is chosen.</summary>
    public string? To { get; init; }

    /// <summary>Of <see cref="ByNumber"/>.</summary>
    public string? Number { get; init; }

    public bool IsChosen => !string.IsNullOrEmpty(To);
}

/// <summary>What menus and time conditions can lead to (A3-01): all the company's goals, a number of the telephone network, the end of the call.</summary>
internal sealed class MenuGoals(
    ICurrentUser me,
    IPeople people,
    ICompanyPlace place,
    ICallGoals goals,
    IEnumerable<IReservedNumbers> reserved,
    IStringLocalizer<MenusText> text
)
{
    IReadOnlyList<CallGoal>? _all;

    public async Task<IReadOnlyList<CallGoal>> All(CancellationToken ct) => _all ??= await goals.Of(me.Company, ct);

    public async Task<IReadOnlyList<Choice>> Choices(CancellationToken ct) =>
        [
            .. (await All(ct)).Select(goal => new Choice(goal.Value, goal.Name)),
            new(GoalFields.ByNumber, text["GoalNumber"]),
            new(GoalFields.HangUp, text["GoalEnd"]),
        ];

    public async Task<GoalFields> Fields(CallTarget? target, CancellationToken ct) =>
        target switch
        {
            null => new GoalFields(),
            { Kind: CallTargetKind.Number } => new GoalFields { To = GoalFields.ByNumber, Number = target.Number },
            { Kind: CallTargetKind.Nobody or CallTargetKind.Busy } => new GoalFields { To = GoalFields.HangUp },
            _ => new GoalFields { To = (await All(ct)).FirstOrDefault(goal => goal.Target == target)?.Value },
        };

    /// <summary>Null: nothing is chosen, or there is none such.</summary>
    public async Task<CallTarget?> Target(GoalFields fields, CancellationToken ct) =>
        fields.To switch
        {
            null or "" => null,
            GoalFields.HangUp => CallTarget.Nobody,
            GoalFields.ByNumber => new CallTarget(CallTargetKind.Number, fields.Number?.Trim()),
            var value => (await All(ct)).FirstOrDefault(goal => goal.Value == value)?.Target,
        };

    /// <summary>In words, for lists.</summary>
    public async Task<string> Words(CallTarget target, CancellationToken ct) =>
        target.Kind switch
        {
            CallTargetKind.Number => target.Number ?? "",
            CallTargetKind.Nobody or CallTargetKind.Busy => text["GoalEnd"],
            _ => (await All(ct)).FirstOrDefault(goal => goal.Target == target)?.Name ?? text["GoalGone"],
        };

    /// <summary>What is wrong with it, in words, and at which of its fields; null: nothing is.</summary>
    public async Task<(string Field, string Words)?> Refuse(GoalFields fields, bool hasPayer, CancellationToken ct)
    {
        if (!fields.IsChosen)
        {
            return null;
        }

        if (await Target(fields, ct) is null)
        {
            return (nameof(GoalFields.To), text["ChooseOne"]);
        }

        if (fields.To is not GoalFields.ByNumber)
        {
            return null;
        }

        var digits = Clean(fields.Number);
        return digits.Length == 0 || fields.Number!.Length > GoalFields.LongestNumber ? Number("NumberMissing")
            : place.EmergencyNumbers.Contains(digits) || TelephoneNumbers.EmergencyNumbersOf(place.Region).Contains(digits)
                ? Number("NumberReserved")
            : await IsHeld(digits, canBeCalled: false, ct) ? Number("NumberReserved")
            : (await people.Of(me.Company, ct)).Any(person => person.Extension == digits) ? null
            : await IsHeld(digits, canBeCalled: true, ct) ? null
            : TelephoneNumbers.Read(fields.Number, place.Region) is null ? Number("NumberUnknown")
            : hasPayer ? null
            : Number("ChargedToMissing");

        (string, string)? Number(string words) => (nameof(GoalFields.Number), text[words]);
    }

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
