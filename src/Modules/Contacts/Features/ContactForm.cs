namespace ConnectMe.Contacts.Features;

/// <summary>What the fields of a contact are drawn from, for a new one and for one that is changed.</summary>
internal sealed record ContactForm(ContactFields Input);
