using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;

namespace ConnectMe.Telephony.Features;

/// <summary>Somebody who can be called: a colleague, or a contact of the user.</summary>
/// <param name="Number">To dial.</param>
/// <param name="Shown">The same for people to read.</param>
internal sealed record DialTarget(string Name, string Number, string Shown, bool IsOutside)
{
    /// <summary>For ids in the page: what cannot stand there is left out.</summary>
    public string Id => string.Concat(Number.Where(char.IsAsciiLetterOrDigit));

    /// <summary>Null of a contact.</summary>
    public Guid? Colleague { get; init; }

    public static DialTarget Of(Person person) =>
        new(person.Name, person.Extension, person.Extension, IsOutside: false) { Colleague = person.Id.Value };

    public static DialTarget Of(FoundContact found) => new(found.Contact.Name, found.Number, found.Shown, found.Number is ['+', ..]);
}
