using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Profiles;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the user tells colleagues of themselves (M4.6-02, M14.1-02): saved as the field is left.</summary>
internal static class WriteNote
{
    public static async Task<IResult> Answer([FromForm] string? note, IHandle<Command> write, HttpContext context, CancellationToken ct)
    {
        var refusal = await write.Handle(new Command(note), ct) is Outcome.Invalid invalid ? invalid.Failures[0].ErrorMessage : null;
        context.Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return new Fragment<Written>("/Features/ConnectMe.Identity/WriteNote/_Written.cshtml", new Written(refusal));
    }

    public sealed record Command(string? Text);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<ProfileText> text) =>
            RuleFor(command => command.Text)
                .Must(note => OneLine(note).Length <= PersonalNote.Longest)
                .WithMessage(_ => text["NoteTooLong", PersonalNote.Longest]);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, FaceNews news) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Store(new PersonalNote(me.User.Value, OneLine(command.Text)));
            await session.SaveChangesAsync(ct);
            await news.Tell(me.User, ct);
            return Outcome.Done;
        }
    }

    /// <param name="Refusal">Null: it is saved.</param>
    internal sealed record Written(string? Refusal);

    /// <summary>It stands in one line of lists; the database takes no NUL.</summary>
    static string OneLine(string? note) =>
        string.Join(' ', (note ?? "").Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
