namespace ConnectMe.Contacts;

/// <summary>Names the module's texts (Resources/ContactsText*.resx).</summary>
internal sealed class ContactsText;
