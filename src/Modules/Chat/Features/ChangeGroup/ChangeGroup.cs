using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Features;

/// <summary>A group gets another name or picture, and people come in; who made it takes people out.</summary>
internal static class ChangeGroup
{
    /// <param name="Members">Who is to be in it besides the user; of who did not make it, who stays is in it anyway.</param>
    /// <param name="Picture">Null: the one it has.</param>
    public sealed record Command(Guid Conversation, string Name, IReadOnlyList<Guid> Members, byte[]? Picture);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<ChatText> text)
        {
            RuleFor(command => command.Name)
                .MaximumLength(GroupFields.LongestName)
                .WithMessage(_ => text["NameTooLong", GroupFields.LongestName]);
            RuleFor(command => command.Members)
                .Must(members => members.Count < GroupFields.MostMembers)
                .WithMessage(_ => text["TooManyMembers", GroupFields.MostMembers]);
        }
    }

    public sealed class Handler(
        OwnChats own,
        IDocumentStore store,
        ChatNews news,
        Pace pace,
        TimeProvider time,
        IStringLocalizer<ChatText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await using var session = store.SessionFor(own.Company);
            if (
                await session.Hold(command.Conversation, ct) is not { IsGroup: true } group
                || await own.EntryOf(group, session, ct) is not { } entry
            )
            {
                return Refused("Name", "NobodyThere");
            }

            if (!pace.Takes(own.Company, own.Me))
            {
                return Refused("Name", "TooFast");
            }

            var (me, now) = (own.Me.Value, time.GetUtcNow());
            List<Guid> added = [.. command.Members.Distinct().Where(id => !group.Has(id))];
            foreach (var id in added)
            {
                if (await own.Colleague(id, ct) is null)
                {
                    return Refused("Members", "NotAColleague");
                }
            }

            List<Guid> removed = group.MadeBy == me ? [.. group.Members.Where(id => id != me && !command.Members.Contains(id))] : [];
            if (group.Members.Count + added.Count - removed.Count > GroupFields.MostMembers)
            {
                return Refused("Members", "TooManyMembers");
            }

            var changed = group;
            if (removed.Count > 0)
            {
                changed = session.Note(changed, MessageKind.Removed, me, now, "", removed);
                removed.ForEach(id => session.Delete<ChatMember>(ChatMember.IdOf(group.Id, id)));
            }

            if (added.Count > 0)
            {
                session.Store(added.Select(id => ChatMember.Of(group.Id, id, changed.Last)).ToArray());
                changed = session.Note(changed, MessageKind.Added, me, now, "", added);
            }

            if (command.Name != group.Name)
            {
                changed = session.Note(changed with { Name = command.Name }, MessageKind.Named, me, now, command.Name);
            }

            if (command.Picture is { } image)
            {
                changed = changed with { Picture = session.Keep(group.Id, image) };
            }

            changed = changed with { Members = [.. group.Members.Except(removed), .. added] };
            session.Store(changed);
            session.Store(entry.Own.Marked(changed.Last, entry.Own.Read == group.Last ? changed.Last : 0));
            await session.SaveChangesAsync(ct);
            news.Said(own.Company, changed, removed);
            return Outcome.Done;
        }

        Outcome.Invalid Refused(string field, string key) =>
            new([new ValidationFailure(field, text[key, key == "TooFast" ? Pace.Within.TotalSeconds : GroupFields.MostMembers])]);
    }
}
