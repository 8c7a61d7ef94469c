using ConnectMe.Identity.Domain;
using MimeKit;

namespace ConnectMe.Identity.Mail;

/// <summary>Reads what somebody typed as one bare address.</summary>
internal static class MailAddress
{
    /// <summary>Null when it is none, or more than the address alone: a name, a second one, signs that end a line.</summary>
    public static MailboxAddress? Read(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= SignInName.Longest } address
        && !address.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign))
        && MailboxAddress.TryParse(address, out var mailbox)
        && mailbox.Address == address
        && mailbox.Domain.Length > 0
            ? mailbox
            : null;
}
