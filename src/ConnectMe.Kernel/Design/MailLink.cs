namespace ConnectMe.Kernel.Design;

/// <summary>An address as a link that opens the reader's mail program (RFC 6068). During a call the page's script adds what the call is about.</summary>
public static class MailLink
{
    public static string To(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"mailto:{string.Join('@', address.Split('@').Select(Uri.EscapeDataString))}";
    }
}
