using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Voicemail.Features;

/// <summary>The user's own mailbox: whether they want messages (M1.1-10), and what is mailed about them (B3).</summary>
[Audited(AuditKind.Account)]
internal sealed class ChangeMailbox(IHandle<ChangeMailbox.Command> change, OwnMessages own)
    : FormPage<MailboxFields>("_MailboxForm", showsSaved: true)
{
    public const string Address = "/settings/voicemail";

    /// <summary>They have the right to voicemail.</summary>
    public bool MayReceive { get; private set; }

    protected override async Task<MailboxFields?> Load(CancellationToken ct)
    {
        MayReceive = (await own.Rights(ct)).Voicemail;
        var mailbox = await own.Mailbox(ct);
        return new MailboxFields { IsOn = MayReceive && !mailbox.IsOff, Mail = mailbox.Mail };
    }

    protected override Task<Outcome> Save(CancellationToken ct) => change.Handle(new Command(Input), ct);

    public sealed record Command(MailboxFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<VoicemailText> text) =>
            RuleFor(command => command.Input.Mail).IsInEnum().WithMessage(_ => text["ChooseOne"]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, OwnMessages own, MessageNews news) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var mailbox = await session.LoadAsync<Mailbox>(me.User.Value, ct) ?? Mailbox.Of(me.User.Value);
            var isOff = (await own.Rights(ct)).Voicemail ? !command.Input.IsOn : mailbox.IsOff;
            session.Store(new Mailbox(me.User.Value, isOff, command.Input.Mail));
            await session.SaveChangesAsync(ct);
            await news.Tell(me.Company, [me.User.Value], ct);
            return Outcome.Done;
        }
    }
}

internal sealed record MailboxFields
{
    public bool IsOn { get; init; }
    public MessageMail Mail { get; init; }
}
