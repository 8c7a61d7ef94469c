using System.Collections.Immutable;
using ConnectMe.Kernel.Numbering;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// The numbers that can't be reached from here (112 and what the administrator lists), however they are written: with a zero for an
/// outside line, or with a country or international prefix that makes no sense for them but that people and phones put there.
/// </summary>
internal sealed class EmergencyNumbers(IEnumerable<string> listed, string countryCode)
{
    public static EmergencyNumbers Default { get; } = new([], "31");

    /// <summary>With those of the company's country, and what it added.</summary>
    public EmergencyNumbers In(string region, IEnumerable<string> added) =>
        new(
            _numbers.Union(TelephoneNumbers.EmergencyNumbersOf(region)).Union(added),
            TelephoneNumbers.CountryCodeOf(region) ?? countryCode
        );

    readonly ImmutableHashSet<string> _numbers = [.. listed.Select(DialString.Clean).OfType<string>(), "112"];

    /// <summary>Exactly these numbers, for a page that warns while one is typed.</summary>
    public IReadOnlyCollection<string> Listed => _numbers;

    /// <param name="cleaned">As <see cref="DialString.Clean"/> gives it.</param>
    public bool Contains(string cleaned)
    {
        var number = cleaned.TrimEnd('#');
        if (_numbers.Contains(number))
        {
            return true;
        }

        var bare = number.TrimStart('+', '0');
        return _numbers.Contains(bare)
            || (bare.StartsWith(countryCode, StringComparison.Ordinal) && _numbers.Contains(bare[countryCode.Length..].TrimStart('0')));
    }
}
