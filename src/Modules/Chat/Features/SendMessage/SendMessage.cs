using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Keeping;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Chat.Features;

/// <summary>Something is said in a conversation (M11.1-02). Sent again after an answer that was lost, it is the same message.</summary>
internal static class SendMessage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/chat/{id:guid}/messages", Answer).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    /// <param name="Key">What the author's page calls it.</param>
    public sealed record Command(Guid Conversation, Guid Key, string Text)
    {
        internal (InboxEntry Entry, ChatMessage Message) Sent { get; set; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<ChatText> text)
        {
            RuleFor(command => command.Key).NotEmpty().WithMessage(_ => text["NotSent"]);
            RuleFor(command => command.Text)
                .Must(said => !string.IsNullOrWhiteSpace(said))
                .WithMessage(_ => text["Empty"])
                .MaximumLength(ChatMessage.Longest)
                .WithMessage(_ => text["TooLong", ChatMessage.Longest]);
        }
    }

    public sealed class Handler(
        OwnChats own,
        IDocumentStore store,
        ChatNews news,
        MessageNotices notices,
        Pace pace,
        TimeProvider time,
        IStringLocalizer<ChatText> text
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            await using var session = store.SessionFor(own.Company);
            var id = NamedId.Of($"chat-message-{command.Key:n}", own.Me.Value);
            if (
                await session.Hold(command.Conversation, ct) is not { } conversation
                || await own.EntryOf(conversation, session, ct) is not { } entry
                || !await IsHeard(conversation, ct)
            )
            {
                return Refused("NobodyThere");
            }

            if (await session.LoadAsync<ChatMessage>(id, ct) is { } sent)
            {
                command.Sent = (entry, sent);
                return sent.ConversationId == command.Conversation ? Outcome.Done : Refused("NotSent");
            }

            if (!pace.Takes(own.Company, own.Me))
            {
                return Refused("TooFast");
            }

            var message = new ChatMessage(id, conversation.Id, conversation.Last + 1, own.Me.Value, time.GetUtcNow(), command.Text.Trim());
            var now = new InboxEntry(conversation.With(message), entry.Own.Marked(message.Number, message.Number));
            session.Insert(message);
            session.Store(now.Conversation);
            session.Store(now.Own);
            await session.SaveChangesAsync(ct);
            command.Sent = (now, message);
            news.Said(own.Company, now.Conversation);
            notices.Said(own.Company, now.Conversation, message);
            return Outcome.Done;
        }

        /// <summary>To somebody who is not there any more nothing is said; a group goes on with who is.</summary>
        async ValueTask<bool> IsHeard(Conversation conversation, CancellationToken ct) =>
            conversation.IsGroup || await own.Colleague(conversation.Members.First(id => id != own.Me.Value), ct) is not null;

        Outcome.Invalid Refused(string key) => new([new ValidationFailure("text", text[key, Pace.Within.TotalSeconds])]);
    }

    static async Task<IResult> Answer(
        Guid id,
        [FromForm] Guid key,
        [FromForm] string? text,
        HttpContext context,
        OwnChats own,
        IDocumentStore store,
        MessageLog log,
        IHandle<Command> send,
        CancellationToken ct
    )
    {
        if (await own.FindOne(id, ct) is null)
        {
            return TypedResults.NotFound();
        }

        var command = new Command(id, key, (text ?? "").ReplaceLineEndings("\n"));
        if (await send.Handle(command, ct) is Outcome.Invalid refused)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return new Fragment<string>("/Features/ConnectMe.Chat/SendMessage/_Refused.cshtml", refused.Failures[0].ErrorMessage);
        }

        await using var query = store.QueryFor(own.Company);
        var (entry, message) = command.Sent;
        var shown = await log.Newer(entry, message.Number - 1, query, ct, most: 1);
        return new Fragment<IReadOnlyList<ShownMessage>>("/Features/ConnectMe.Chat/ReadConversation/_Messages.cshtml", shown);
    }
}
