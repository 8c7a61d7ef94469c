using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Numbering;
using ConnectMe.Voicemail.Domain;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Who left messages, as their owner knows them: a contact's name goes before what the network said at the time (M8-01).</summary>
internal sealed class Callers(IContactBook contacts, IPeople people, ICompanies companies)
{
    public async Task<IReadOnlyList<ShownMessage>> Of(
        CompanyId company,
        UserId owner,
        IReadOnlyList<VoicemailMessage> messages,
        CancellationToken ct
    )
    {
        var region = companies.Of(company).Country;
        string? NumberOf(VoicemailMessage message) => message.CallerIsOutside ? TelephoneNumbers.Read(message.CallerNumber, region) : null;
        var known = await contacts.Find(company, owner, [.. messages.Select(NumberOf).OfType<string>().Distinct()], ct);
        var colleagues = (await people.Of(company, ct)).ToDictionary(person => person.Id.Value, person => person.Name);
        return
        [
            .. messages.Select(message =>
                NumberOf(message) is { } number && known.TryGetValue(number, out var contact)
                    ? new ShownMessage(message, contact.Name, contact.Company, IsUnknown: false)
                    : new ShownMessage(
                        message,
                        message.CallerId is { } caller ? colleagues.GetValueOrDefault(caller, message.CallerName) : message.CallerName,
                        Company: "",
                        IsUnknown: message is { CallerIsOutside: true, CallerNumber.Length: > 0 }
                    )
            ),
        ];
    }
}

/// <param name="Name">Empty when nobody knows it.</param>
/// <param name="Company">Where they work; may be empty.</param>
/// <param name="IsUnknown">They have a number, and no contact has it.</param>
internal sealed record ShownMessage(VoicemailMessage Message, string Name, string Company, bool IsUnknown);
