namespace ConnectMe.Contacts.Domain;

/// <summary>A number whose calls this person does not want. A document: unblocked, it is forgotten.</summary>
/// <param name="Owner">The user; or the company: nobody wants its calls.</param>
/// <param name="Number">E.164, or the digits that came instead.</param>
/// <param name="Name">Who it was known as; empty when it was not.</param>
public sealed record BlockedNumber(Guid Id, Guid Owner, string Number, string Name, DateTimeOffset Since)
{
    public const int Longest = 32;
    public const int Most = 1000;
}

/// <summary>Whose calls from outside a person does not want besides blocked numbers.</summary>
/// <param name="Id">The user's id.</param>
public sealed record CallerScreening(Guid Id, bool RejectsAnonymous, bool OnlyContacts)
{
    public static CallerScreening None(Guid user) => new(user, RejectsAnonymous: false, OnlyContacts: false);
}
