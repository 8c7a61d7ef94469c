namespace ConnectMe.Sip.Transactions;

/// <summary>A user of transactions does not know by which of our addresses its peer will see us: it writes this name, of which there is no host (RFC 2606 §2).</summary>
public static class LocalContact
{
    public const string Host = "contact.invalid";
}
