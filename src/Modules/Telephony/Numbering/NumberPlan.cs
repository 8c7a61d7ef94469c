using ConnectMe.Kernel.Numbering;
using ConnectMe.Telephony.Domain;
using PhoneNumbers;
using PhoneNumber = ConnectMe.Telephony.Domain.PhoneNumber;

namespace ConnectMe.Telephony.Numbering;

/// <summary>The world's numbering plans (libphonenumber): reads what people, phones and providers write, and writes it as they want it. Pure.</summary>
internal static class NumberPlan
{
    static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>Normalises once, and keeps the raw text. Extensions, service codes and nonsense have no E.164 form.</summary>
    /// <param name="region">Whose notation a number without a country code is in (ISO 3166-1 alpha-2).</param>
    public static PhoneNumber Read(string? raw, string region)
    {
        var text = Clip(raw);
        return new PhoneNumber(text, TelephoneNumbers.Read(text, region));
    }

    /// <summary>What a trunk sent as the calling or called number: in the notation it was set to, else in any other in which it is a number.</summary>
    public static PhoneNumber Read(string? raw, string region, NumberNotation notation)
    {
        var text = Clip(raw);
        var bare = text.Length > 0 && text.All(char.IsAsciiDigit) && text[0] != '0';
        var international = bare ? Read('+' + text, region).E164 : null;
        var national = Read(text, region).E164;
        return new PhoneNumber(text, notation is NumberNotation.National ? national ?? international : international ?? national);
    }

    /// <summary>As the provider wants it in the user part of an address.</summary>
    public static string Write(string e164, NumberNotation notation, string region) =>
        notation switch
        {
            NumberNotation.E164WithPlus => e164,
            NumberNotation.E164 => e164.TrimStart('+'),
            _ => Digits(Parse(e164, region) is { } number ? Plans.FormatOutOfCountryCallingNumber(number, region) : e164),
        };

    /// <summary>For people, as <see cref="TelephoneNumbers.Show"/>.</summary>
    public static string Show(string number) => TelephoneNumbers.Show(number);

    /// <summary>For people of the same country, as <see cref="TelephoneNumbers.ShowShort"/>.</summary>
    public static string ShowShort(string number, string region) => TelephoneNumbers.ShowShort(number, region);

    /// <summary>The country whose number it is ("NL"); null for satellite and international networks, and for what is no number.</summary>
    public static string? CountryOf(string e164) =>
        Parse(e164, region: null) is { } number && Plans.GetRegionCodeForNumber(number) is { } country && country != NoCountry
            ? country
            : null;

    /// <summary>What the plan does not know for cheap is premium: a wrong guess in the other direction costs money.</summary>
    public static CostClass CostClassOf(string e164)
    {
        if (Parse(e164, region: null) is not { } number)
        {
            return CostClass.Premium;
        }

        var type = Plans.GetNumberType(number);
        if (Plans.GetRegionCodeForNumber(number) is null or NoCountry)
        {
            return type switch
            {
                PhoneNumberType.TOLL_FREE => CostClass.Free, // +800
                PhoneNumberType.PREMIUM_RATE => CostClass.Premium, // +979
                _ => CostClass.Satellite,
            };
        }

        return type switch
        {
            PhoneNumberType.FIXED_LINE or PhoneNumberType.FIXED_LINE_OR_MOBILE => CostClass.Fixed,
            PhoneNumberType.MOBILE => CostClass.Mobile,
            PhoneNumberType.TOLL_FREE => CostClass.Free,
            PhoneNumberType.SHARED_COST or PhoneNumberType.UAN or PhoneNumberType.VOIP => CostClass.Shared,
            _ => CostClass.Premium, // also personal numbers (+44 70), pagers and voicemail: old paths of fraud
        };
    }

    /// <summary>Countries that can be called, as ISO 3166-1 alpha-2.</summary>
    public static IReadOnlyCollection<string> Countries => TelephoneNumbers.Regions;

    static PhoneNumbers.PhoneNumber? Parse(string text, string? region) => TelephoneNumbers.Parse(text, region);

    static string Clip(string? raw) =>
        raw is null ? ""
        : raw.Length > LongestRaw ? raw[..LongestRaw].Trim()
        : raw.Trim();

    static string Digits(string shown) => string.Concat(shown.Where(char.IsAsciiDigit));

    const int LongestRaw = 64;
    const string NoCountry = "001";
}
