using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>A note of the user's own with a call: while it goes on by the switchboard, of one in the call log by its record.</summary>
internal static class NoteCall
{
    public const int Longest = 1000;

    /// <param name="Note">Nothing takes away what was there.</param>
    public sealed record Command(Guid Call, string? Note);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Call).NotEmpty();
            RuleFor(command => command.Note).MaximumLength(Longest).WithMessage(_ => text["NoteTooLong", Longest]);
            RuleFor(command => command.Note).Must(IsReadable).WithMessage(_ => text["NoteNotReadable"]);
        }

        /// <summary>Control characters, of which the database refuses one, are never meant.</summary>
        static bool IsReadable(string? note) =>
            note is null || !note.Any(sign => char.IsControl(sign) && sign is not ('\r' or '\n' or '\t'));
    }

    public sealed class Handler(ICurrentUser me, OwnSwitchboard switchboard, IQuerySession session, CallJournal journal, TimeProvider time)
        : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var note = (command.Note ?? "").ReplaceLineEndings("\n").Trim();
            var calls = (await switchboard.Calls(ct)).Calls;
            if (calls.Any(call => call.Id.Value == command.Call && call.AnsweredAt is not null))
            {
                await switchboard.Post(new SwitchboardInput.NoteCall(new CallId(command.Call), me.User, note));
            }
            else if (
                await session.LoadAsync<CallRecord>(command.Call, ct) is { Outcome: not null } record
                && (record.CallerId == me.User.Value || record.CalleeId == me.User.Value)
            )
            {
                journal.Append(me.Company, new CallNoted(command.Call, time.GetUtcNow(), me.User.Value, note));
            }

            return Outcome.Done;
        }
    }
}
