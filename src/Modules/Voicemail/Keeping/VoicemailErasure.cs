using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>Whose voice is in a message is in it: somebody's own mailbox goes, and what they said in those of colleagues.</summary>
internal sealed class VoicemailErasure(IDocumentStore store, MessageFolder folder, MessageNews news) : IErasure
{
    public async Task Erase(ErasedPerson person, CancellationToken ct)
    {
        var id = person.Id.Value;
        await Erase(person.Company, message => message.OwnerId == id || message.CallerId == id || IsFrom(message, person.Numbers), ct);
        folder.Files.Forget(person.Company, id);
        await using var session = store.SessionFor(person.Company);
        session.Delete<Mailbox>(id);
        session.Delete<MailboxPin>(id);
        await session.SaveChangesAsync(ct);
    }

    public async Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct)
    {
        await using var query = store.QueryFor(number.Company);
        var from = (await query.Query<VoicemailMessage>().ToListAsync(ct)).Count(message => IsFrom(message, number));
        return [new KeptOfNumber(KeptKind.Voicemail, from)];
    }

    /// <summary>A voice cannot be taken out.</summary>
    public Task Erase(OutsideNumber number, CancellationToken ct) => Erase(number.Company, message => IsFrom(message, number), ct);

    async Task Erase(CompanyId company, Func<VoicemailMessage, bool> isGone, CancellationToken ct)
    {
        await using var session = store.SessionFor(company);
        var gone = (await session.Query<VoicemailMessage>().ToListAsync(ct)).Where(isGone).ToList();
        foreach (var message in gone)
        {
            folder.Files.Delete(company, message.OwnerId, message.Id);
            session.Forget<VoicemailMessage>(message.Id);
        }

        await session.SaveChangesAsync(ct);
        await news.Tell(company, gone.Select(message => message.OwnerId), ct);
    }

    static bool IsFrom(VoicemailMessage message, OutsideNumber number) => message.CallerIsOutside && number.Is(message.CallerNumber);

    /// <summary>They called from their own number, as somebody from outside.</summary>
    static bool IsFrom(VoicemailMessage message, IReadOnlyList<string> numbers) =>
        message.CallerIsOutside && numbers.Any(number => new OutsideNumber(default, Guid.Empty, number).Is(message.CallerNumber));
}
