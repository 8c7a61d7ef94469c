using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ConnectMe.Telephony.Features;

/// <summary>The note of a call in the user's log, written or changed there: <see cref="NoteCall"/> keeps it.</summary>
internal static class NoteLoggedCall
{
    public static async Task<IResult> Answer(
        Guid id,
        [FromForm] string? text,
        IHandle<NoteCall.Command> handler,
        HttpContext context,
        CancellationToken ct
    )
    {
        var refusal = await handler.Handle(new NoteCall.Command(id, text), ct) is Outcome.Invalid invalid
            ? invalid.Failures[0].ErrorMessage
            : null;
        context.Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return new Fragment<Noted>(
            "/Features/ConnectMe.Telephony/NoteLoggedCall/_Field.cshtml",
            new Noted(id, text ?? "", refusal, IsSaved: refusal is null)
        );
    }

    /// <summary>The field as it is now.</summary>
    internal sealed record Noted(Guid Call, string Text, string? Refusal, bool IsSaved);
}
