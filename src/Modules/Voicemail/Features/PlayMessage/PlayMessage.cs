using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Voicemail.Features;

/// <summary>The sound of a message, to its owner alone: for the player, which asks for parts of it, and as a file to keep. Who has it has heard it (M8.1-01).</summary>
internal static class PlayMessage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var message = routes.MapGroup("/voicemail/{id:guid}").RequireAuthorization();
        message.MapGet(
            "/sound",
            (Guid id, HttpContext context, OwnMessages own, CancellationToken ct) =>
                Send(id, _ => Task.FromResult<string?>(null), context, own, ct)
        );
        message.MapGet("/download", Download);
    }

    static Task<IResult> Download(
        Guid id,
        HttpContext context,
        OwnMessages own,
        Callers callers,
        ICurrentUser me,
        IReaderTime reader,
        IStringLocalizer<VoicemailText> text,
        CancellationToken ct
    ) =>
        Send(
            id,
            async message =>
            {
                var shown = (await callers.Of(me.Company, me.User, [message], ct)).Single();
                var who = shown.Name.Length > 0 ? shown.Name : message.CallerNumber;
                return SoundWords.FileName(text["Voicemail"], TimeZoneInfo.ConvertTime(message.LeftAt, reader.Zone).DateTime, who);
            },
            context,
            own,
            ct
        );

    /// <param name="nameOf">Of a file to keep; gives null for the player.</param>
    static async Task<IResult> Send(
        Guid id,
        Func<VoicemailMessage, Task<string?>> nameOf,
        HttpContext context,
        OwnMessages own,
        CancellationToken ct
    )
    {
        if (await own.Find(id, ct) is not { } message)
        {
            return TypedResults.NotFound();
        }

        await own.MarkHeard(id, ct);
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-store"; // deleted it is in no browser either
        return TypedResults.PhysicalFile(own.PathOf(message), SoundWords.Type, await nameOf(message), enableRangeProcessing: true);
    }
}
