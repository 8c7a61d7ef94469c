using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>Where a key or an hour leads, as an administrator fills it in.</summary>
internal sealed record DestinationFields
{
    public const string HangUp = "end";

    public const string ByNumber = "number";

    public const int LongestNumber = 40;

    /// <summary>One of the company's destinations, <see cref="HangUp"/>, <see cref="ByNumber"/>; empty: nothing is chosen.</summary>
    public string? To { get; init; }

    /// <summary>Of <see cref="ByNumber"/>.</summary>
    public string? Number { get; init; }

    public bool IsChosen => !string.IsNullOrEmpty(To);
}

/// <summary>What menus and time conditions can lead to (A3-01): all the company's destinations, a number of the telephone network, the end of the call.</summary>
internal sealed class MenuDestinations(
    ICurrentUser me,
    IPeople people,
    ICompanyPlace place,
    ICallDestinations destinations,
    IEnumerable<IReservedNumbers> reserved,
    IStringLocalizer<MenusText> text
)
{
    IReadOnlyList<CallDestination>? _all;

    public async Task<IReadOnlyList<CallDestination>> All(CancellationToken ct) => _all ??= await destinations.Of(me.Company, ct);

    public async Task<IReadOnlyList<Choice>> Choices(CancellationToken ct) =>
        [
            .. (await All(ct)).Select(destination => new Choice(destination.Value, destination.Name)),
            new(DestinationFields.ByNumber, text["DestinationNumber"]),
            new(DestinationFields.HangUp, text["DestinationEnd"]),
        ];

    public async Task<DestinationFields> Fields(CallTarget? target, CancellationToken ct) =>
        target switch
        {
            null => new DestinationFields(),
            { Kind: CallTargetKind.Number } => new DestinationFields { To = DestinationFields.ByNumber, Number = target.Number },
            { Kind: CallTargetKind.Nobody or CallTargetKind.Busy } => new DestinationFields { To = DestinationFields.HangUp },
            _ => new DestinationFields { To = (await All(ct)).FirstOrDefault(destination => destination.Target == target)?.Value },
        };

    /// <summary>Null: nothing is chosen, or there is none such.</summary>
    public async Task<CallTarget?> Target(DestinationFields fields, CancellationToken ct) =>
        fields.To switch
        {
            null or "" => null,
            DestinationFields.HangUp => CallTarget.Nobody,
            DestinationFields.ByNumber => new CallTarget(CallTargetKind.Number, fields.Number?.Trim()),
            var value => (await All(ct)).FirstOrDefault(destination => destination.Value == value)?.Target,
        };

    /// <summary>In words, for lists.</summary>
    public async Task<string> Words(CallTarget target, CancellationToken ct) =>
        target.Kind switch
        {
            CallTargetKind.Number => target.Number ?? "",
            CallTargetKind.Nobody or CallTargetKind.Busy => text["DestinationEnd"],
            _ => (await All(ct)).FirstOrDefault(destination => destination.Target == target)?.Name ?? text["DestinationGone"],
        };

    /// <summary>What is wrong with it, in words, and at which of its fields; null: nothing is.</summary>
    public async Task<(string Field, string Words)?> Refuse(DestinationFields fields, bool hasPayer, CancellationToken ct)
    {
        if (!fields.IsChosen)
        {
            return null;
        }

        if (await Target(fields, ct) is null)
        {
            return (nameof(DestinationFields.To), text["ChooseOne"]);
        }

        if (fields.To is not DestinationFields.ByNumber)
        {
            return null;
        }

        var digits = Clean(fields.Number);
        return digits.Length == 0 || fields.Number!.Length > DestinationFields.LongestNumber ? Number("NumberMissing")
            : place.EmergencyNumbers.Contains(digits) || TelephoneNumbers.EmergencyNumbersOf(place.Region).Contains(digits)
                ? Number("NumberReserved")
            : await IsHeld(digits, canBeCalled: false, ct) ? Number("NumberReserved")
            : (await people.Of(me.Company, ct)).Any(person => person.Extension == digits) ? null
            : await IsHeld(digits, canBeCalled: true, ct) ? null
            : TelephoneNumbers.Read(fields.Number, place.Region) is null ? Number("NumberUnknown")
            : hasPayer ? null
            : Number("ChargedToMissing");

        (string, string)? Number(string words) => (nameof(DestinationFields.Number), text[words]);
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
