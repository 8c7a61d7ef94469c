using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;

namespace ConnectMe.Presence.Features;

/// <summary>What calls can be sent on to: an extension of the company, or a number of the public network.</summary>
internal sealed class DialledNumbers(ICurrentUser me, IPeople people, ICompanyPlace place, IEnumerable<IReservedNumbers> reserved)
{
    /// <summary>The key of what is wrong with it; null: nothing.</summary>
    public async Task<string?> Refuse(string? typed, CancellationToken ct)
    {
        var digits = Clean(typed);
        return digits.Length == 0 ? "NumberMissing"
            : await IsReserved(digits, ct) ? "NumberReserved"
            : (await people.Of(me.Company, ct)).Any(person => person.Extension == digits) ? null
            : await IsHeld(digits, canBeCalled: true, ct) ? null
            : TelephoneNumbers.Read(typed, place.Region) is null ? "NumberUnknown"
            : null;
    }

    public async Task<bool> IsOwn(string? typed, CancellationToken ct) =>
        (await people.Of(me.Company, ct)).Any(person => person.Id == me.User && person.Extension == Clean(typed));

    async Task<bool> IsReserved(string digits, CancellationToken ct)
    {
        if (place.EmergencyNumbers.Contains(digits) || TelephoneNumbers.EmergencyNumbersOf(place.Region).Contains(digits))
        {
            return true;
        }

        return await IsHeld(digits, canBeCalled: false, ct);
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

    public const int Longest = 40;
}
