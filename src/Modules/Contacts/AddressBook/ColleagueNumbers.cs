using ConnectMe.Contacts.Domain;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Numbering;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>The numbers a colleague is called at: the extension, and, in their business role, the mobile that the administrator noted.</summary>
internal static class ColleagueNumbers
{
    /// <summary>As it is searched: with the code of its country and without, since digits are looked for from their beginning.</summary>
    public static IEnumerable<string> OfMobile(Person person) =>
        person is { Mobile: { } mobile, ProfileRole: ProfileRole.Business } ? [mobile, TelephoneNumbers.National(mobile)] : [];

    /// <summary>The number that was typed, else the extension; to dial, and for people to read.</summary>
    public static (string Number, string Shown) Meant(Person person, IReadOnlyList<string> parts, string region) =>
        person is { Mobile: { } mobile, ProfileRole: ProfileRole.Business }
        && parts is [var part]
        && char.IsAsciiDigit(part[0])
        && !person.Extension.StartsWith(part, StringComparison.Ordinal)
        && SearchText.Digits(mobile).Contains(part, StringComparison.Ordinal)
            ? (mobile, TelephoneNumbers.ShowShort(mobile, region))
            : (person.Extension, person.Extension);
}
