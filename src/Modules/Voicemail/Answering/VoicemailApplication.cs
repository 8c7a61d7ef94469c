using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Contracts;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Features;
using ConnectMe.Voicemail.Keeping;
using ConnectMe.Voicemail.Speaking;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Voicemail.Answering;

/// <summary>Voicemail as calls know it: who is led to it leaves a message, who dials its number listens to their own.</summary>
internal sealed class VoicemailApplication(
    Mailboxes mailboxes,
    Groups groups,
    MailboxPins pins,
    MessageFolder folder,
    MessageStore messages,
    IPeople people,
    ICompanies companies,
    VoicemailSettings settings,
    TimeProvider time,
    IStringLocalizer<VoicemailText> text
) : ICallApplication
{
    public string Name => "voicemail";

    public string Title => text["Voicemail"];

    public async ValueTask<ApplicationReach> ReachOf(CompanyId company, CancellationToken ct)
    {
        var all = await groups.Of(company, ct);
        return new(await mailboxes.Of(company, ct), [settings.Number, .. all.Select(group => group.Number).OfType<string>()])
        {
            Queues = [.. all.Select(group => group.Id)],
        };
    }

    public async ValueTask<ICallScript> Begin(ApplicationCall call, CancellationToken ct)
    {
        if (MailboxOf(call) is not { } owner)
        {
            return new ListenByPhone();
        }

        var say = Phrases.Of(await LanguageOf(call.Company, new UserId(owner), ct)); // of a group: the company's
        var (message, room) = (Guid.CreateVersion7(call.At), folder.RoomFor(call.Company, owner));
        return new LeaveMessage(
            new MessageTerms(
                say,
                say.Greeting,
                message,
                folder.FileOf(call, owner, message, call.At),
                settings.Longest,
                room is { IsFull: false, IsDiskFull: false } ? settings.Largest : 0
            )
        );
    }

    public async Task<object> CarryOut(ApplicationCall call, object work, CancellationToken ct)
    {
        var caller = call.Caller ?? throw new InvalidOperationException("Nobody of the company listens to messages");
        switch ((PhoneWork)work)
        {
            case PhoneWork.LoadMailbox:
                return await Load(call, caller, ct);
            case PhoneWork.CheckPin check:
                return new PhoneAnswer.PinChecked(
                    await pins.Check(call.Company, caller, check.Digits, ct) switch
                    {
                        PinCheck.Ok or PinCheck.NoPin => PinVerdict.Right,
                        PinCheck.Locked => PinVerdict.Locked,
                        _ => PinVerdict.Wrong,
                    }
                );
            case PhoneWork.OpenMessage open:
                var found = await messages.Find(call.Company, caller, open.Id, ct);
                return new PhoneAnswer.Opened(
                    open.Id,
                    found is null ? null : RecordedFile.ReadSound(messages.PathOf(call.Company, found), settings.Longest)
                );
            case PhoneWork.MarkHeard heard:
                await messages.MarkHeard(call.Company, caller, heard.Id, ct);
                return new PhoneAnswer.Done();
            case PhoneWork.Delete delete:
                await messages.Delete(call.Company, caller, delete.Id, ct);
                return new PhoneAnswer.Done();
            default:
                throw new ArgumentException($"Nothing carries out {work.GetType().Name}", nameof(work));
        }
    }

    public void Closed(ApplicationCall call, Guid recording)
    {
        if (MailboxOf(call) is { } owner)
        {
            folder.Closed(call.Company, owner, recording);
        }
    }

    /// <summary>With whom a message is left; null: who calls listens.</summary>
    static Guid? MailboxOf(ApplicationCall call) => call.Queue ?? call.For?.Value;

    /// <summary>The group whose number was dialled (M8.1-04).</summary>
    async ValueTask<GroupMailbox?> GroupCalled(ApplicationCall call, CancellationToken ct) =>
        call.Dialled == settings.Number ? null : (await groups.Of(call.Company, ct)).FirstOrDefault(group => group.Number == call.Dialled);

    /// <summary>New ones as they came; of the old ones the latest first.</summary>
    async Task<PhoneAnswer> Load(ApplicationCall call, UserId person, CancellationToken ct)
    {
        var company = call.Company;
        var language = await LanguageOf(company, person, ct);
        var group = await GroupCalled(call, ct);
        var hears = group is null
            ? (await people.Of(company, ct)).FirstOrDefault(one => one.Id == person) is { Rights.Voicemail: true }
            : group.Members.Contains(person);
        if (!hears)
        {
            return new PhoneAnswer.NoMailbox(language);
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(companies.Of(company).TimeZone);
        var all = await messages.In(company, [group?.Id ?? person.Value], ct);
        return new PhoneAnswer.Mailbox(
            language,
            await pins.IsSet(company, person, ct),
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime),
            [.. all.Where(message => message.IsNew).Reverse().Select(Told)],
            [.. all.Where(message => !message.IsNew).Select(Told)]
        );

        MessageToHear Told(VoicemailMessage message)
        {
            var left = TimeZoneInfo.ConvertTime(message.LeftAt, zone).DateTime;
            return new MessageToHear(message.Id, message.CallerNumber, DateOnly.FromDateTime(left), TimeOnly.FromDateTime(left));
        }
    }

    async ValueTask<string> LanguageOf(CompanyId company, UserId person, CancellationToken ct) =>
        (await people.Of(company, ct)).FirstOrDefault(one => one.Id == person)?.Language ?? companies.Of(company).Language;
}
