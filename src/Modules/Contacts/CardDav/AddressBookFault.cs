namespace ConnectMe.Contacts.CardDav;

/// <summary>Why an address book on the web could not be read; each is said to the user in words.</summary>
internal enum AddressBookFault
{
    /// <summary>Nothing answers there, or not in time, or its certificate is not valid.</summary>
    NotReached,

    /// <summary>The address is inside a network, or not HTTPS.</summary>
    NotAllowed,

    /// <summary>Wrong user name or password.</summary>
    SignInRefused,

    /// <summary>It sends on to another server.</summary>
    SentElsewhere,

    /// <summary>What answers is no CardDAV server, or has no address book for this user.</summary>
    NoAddressBook,

    /// <summary>More than an import takes.</summary>
    TooLarge,
}

internal sealed class AddressBookException(AddressBookFault fault) : Exception($"{fault}")
{
    public AddressBookFault Fault => fault;
}
