using System.IO.Pipelines;
using System.Net;
using System.Net.Mime;
using System.Text;
using ConnectMe.Identity.Contracts;
using ConnectMe.Media;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Switching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>
/// A browser's line: POST an SDP offer and get the answer, GET whether it is open, DELETE to close. A refusal says why in plain text.
/// </summary>
internal static class OpenLine
{
    /// <summary>A browser's audio offer is 2 to 3 KB.</summary>
    public const int MaxOffer = 64 * 1024;

    const string Sdp = "application/sdp";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var line = routes.MapGroup("/line").RequireAuthorization();
        line.MapPost("", Open);
        line.MapGet("", IsOpen);
        line.MapDelete("", Close);
    }

    static async Task<IResult> Open(
        Guid id,
        HttpContext http,
        ICurrentUser me,
        BrowserLines lines,
        MediaEngine media,
        IConfiguration configuration,
        IStringLocalizer<TelephonyText> text,
        CancellationToken ct
    )
    {
        var line = new LineId(id);
        return await Answer(http, media, configuration, text, Take, ct);

        IResult Take(string offer, IPAddress reachedAt) =>
            lines.IsAnothers(me.Company, me.User, line)
                ? Refusal(StatusCodes.Status409Conflict, "this line is another user's")
                : ResultOf(lines.Open(me.Company, me.User, me.Session, line, offer, reachedAt));
    }

    /// <summary>Reads the offer, and where media is to be sent; why not, when it cannot be.</summary>
    internal static async Task<IResult> Answer(
        HttpContext http,
        MediaEngine media,
        IConfiguration configuration,
        IStringLocalizer<TelephonyText> text,
        Func<string, IPAddress, IResult> take,
        CancellationToken ct
    )
    {
        if (!string.Equals(http.Request.ContentType?.Split(';')[0].Trim(), Sdp, StringComparison.OrdinalIgnoreCase))
        {
            return Refusal(StatusCodes.Status415UnsupportedMediaType, $"the offer is to be {Sdp}");
        }

        if (await ReadOffer(http.Request.BodyReader, ct) is not { } offer)
        {
            return Refusal(StatusCodes.Status413PayloadTooLarge, $"the offer is longer than {MaxOffer} bytes");
        }

        return ReachedAt(http, media, configuration) is { } reachedAt
            ? take(offer, reachedAt)
            : Refusal(StatusCodes.Status503ServiceUnavailable, text["LineWithoutAddress"]);
    }

    internal static IResult ResultOf(LineAnswer answer) =>
        answer switch
        {
            LineAnswer.Accepted accepted => TypedResults.Text(accepted.Sdp, Sdp),
            LineAnswer.Refused refused => Refusal(StatusCodes.Status400BadRequest, refused.Reason),
            _ => throw new ArgumentException($"No answer for {answer.GetType().Name}", nameof(answer)),
        };

    static IResult IsOpen(Guid id, ICurrentUser me, BrowserLines lines) =>
        lines.IsOpen(me.Company, me.User, new LineId(id)) ? TypedResults.NoContent() : TypedResults.NotFound();

    static NoContent Close(Guid id, ICurrentUser me, BrowserLines lines)
    {
        lines.Close(me.Company, me.User, new LineId(id));
        return TypedResults.NoContent();
    }

    /// <summary>Where media is to be sent when no public address is set. In a container the address we see is one that browsers can't reach.</summary>
    static IPAddress? ReachedAt(HttpContext http, MediaEngine media, IConfiguration configuration)
    {
        var local = http.Connection.LocalIpAddress ?? IPAddress.Loopback;
        if (media.Options.PublicAddresses.Count == 0 && configuration.GetValue<bool>("DOTNET_RUNNING_IN_CONTAINER"))
        {
            return null;
        }

        return local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
    }

    static async Task<string?> ReadOffer(PipeReader body, CancellationToken ct)
    {
        while (true)
        {
            var read = await body.ReadAsync(ct);
            var tooLong = read.Buffer.Length > MaxOffer;
            if (tooLong || read.IsCompleted)
            {
                var offer = tooLong ? null : Encoding.UTF8.GetString(read.Buffer);
                body.AdvanceTo(read.Buffer.End);
                return offer;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    static ContentHttpResult Refusal(int status, string reason) =>
        TypedResults.Text(reason, MediaTypeNames.Text.Plain, Encoding.UTF8, status);
}
