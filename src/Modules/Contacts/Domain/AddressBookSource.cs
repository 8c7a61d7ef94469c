namespace ConnectMe.Contacts.Domain;

/// <summary>An address book on another server from which contacts were fetched and can be again. A document: a replaced password must not live on in a history.</summary>
/// <param name="Id">Of the user; or of the company, when its contacts come from there.</param>
/// <param name="Address">Of the address book, or of the server that tells which it has.</param>
/// <param name="ProtectedPassword">Encrypted with the installation's keys.</param>
public sealed record AddressBookSource(Guid Id, string Address, string UserName, string ProtectedPassword)
{
    public const int LongestAddress = 500;
    public const int LongestUserName = 120;
    public const int LongestPassword = 200;
}
