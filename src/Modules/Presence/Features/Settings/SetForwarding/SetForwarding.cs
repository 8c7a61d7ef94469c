using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Presence.Domain;
using ConnectMe.Presence.Statuses;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Features;

/// <summary>Where the user's calls go in one status: a number or their voicemail, and whether it is on (M4.3-01, M4.3-02).</summary>
internal static class SetForwarding
{
    public sealed record Command(Guid Status, string? Number, bool IsOn, bool ToVoicemail);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, PresenceInMemory presence, DialledNumbers numbers, IStringLocalizer<PresenceText> text)
        {
            RuleFor(command => command.Status)
                .MustAsync(async (id, ct) => (await presence.Of(me.Company, ct)).Statuses.Find(id) is not null);
            RuleFor(command => command.Number)
                .Cascade(CascadeMode.Stop)
                .MaximumLength(DialledNumbers.Longest)
                .WithMessage(_ => text["NumberUnknown"])
                .CustomAsync(
                    async (number, context, ct) =>
                    {
                        if (await numbers.Refuse(number, ct) is { } refusal)
                        {
                            context.AddFailure(text[refusal]);
                        }
                        else if (await numbers.IsOwn(number, ct))
                        {
                            context.AddFailure(text["NumberOwn"]);
                        }
                    }
                )
                .When(command => command is { IsOn: true, ToVoicemail: false } || !string.IsNullOrWhiteSpace(command.Number));
        }
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = PresenceStreams.Forwarding(me.User, command.Status);
            session.Store(
                new Forwarding(id, me.User.Value, command.Status, command.Number?.Trim() ?? "", command.IsOn)
                {
                    ToVoicemail = command.ToVoicemail,
                }
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }
}
