using System.Security.Cryptography;
using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Features;

/// <summary>A group is there, and its members see so (M11.3-04).</summary>
internal static class MakeGroup
{
    /// <param name="Picture">Null: none.</param>
    public sealed record Command(string Name, IReadOnlyList<Guid> Members, byte[]? Picture)
    {
        internal Guid Made { get; set; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(OwnChats own, IStringLocalizer<ChatText> text)
        {
            RuleFor(command => command.Name)
                .MaximumLength(GroupFields.LongestName)
                .WithMessage(_ => text["NameTooLong", GroupFields.LongestName]);
            RuleFor(command => command.Members)
                .NotEmpty()
                .WithMessage(_ => text["NoMembers"])
                .Must(members => members.Count < GroupFields.MostMembers)
                .WithMessage(_ => text["TooManyMembers", GroupFields.MostMembers]);
            RuleForEach(command => command.Members)
                .MustAsync(async (id, ct) => id != own.Me.Value && await own.Colleague(id, ct) is not null)
                .WithMessage(_ => text["NotAColleague"])
                .OverridePropertyName("Members");
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
            if (!pace.Takes(own.Company, own.Me))
            {
                return new Outcome.Invalid([new ValidationFailure("Name", text["TooFast", Pace.Within.TotalSeconds])]);
            }

            var (me, now) = (own.Me.Value, time.GetUtcNow());
            var id = Guid.CreateVersion7(now);
            await using var session = store.SessionFor(own.Company);
            IReadOnlyList<Guid> members = [me, .. command.Members.Distinct()];
            var made = new Conversation(id, IsGroup: true, members, now) { Name = command.Name, MadeBy = me };
            if (command.Picture is { } image)
            {
                made = made with { Picture = session.Keep(id, image) };
            }

            made = session.Note(made, MessageKind.Made, me, now);
            session.Store(made);
            session.Store(members.Select(member => ChatMember.Of(id, member, from: 0).Marked(0, member == me ? made.Last : 0)).ToArray());
            await session.SaveChangesAsync(ct);
            news.Said(own.Company, made);
            command.Made = id;
            return Outcome.Done;
        }
    }

    /// <summary>Writes a line about the group into it.</summary>
    public static Conversation Note(
        this IDocumentSession session,
        Conversation conversation,
        MessageKind kind,
        Guid by,
        DateTimeOffset at,
        string text = "",
        params IReadOnlyList<Guid> about
    )
    {
        var line = new ChatMessage(Guid.CreateVersion7(at), conversation.Id, conversation.Last + 1, by, at, text)
        {
            Kind = kind,
            About = about,
        };
        session.Insert(line);
        return conversation.With(line);
    }

    /// <returns>What names its content.</returns>
    public static string Keep(this IDocumentSession session, Guid group, byte[] image)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(image))[..HashLength];
        session.Store(new GroupPicture(group, hash, image));
        return hash;
    }

    const int HashLength = 32;
}
