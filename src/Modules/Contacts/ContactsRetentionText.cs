namespace ConnectMe.Contacts;

/// <summary>Names the texts of what this module keeps for how long (Resources/ContactsRetentionText.resx is Dutch, ContactsRetentionText.en.resx English).</summary>
internal sealed class ContactsRetentionText;
