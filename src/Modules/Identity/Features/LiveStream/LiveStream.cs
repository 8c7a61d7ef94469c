using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ConnectMe.Identity.SignIns;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.Features;

/// <summary>The browser's one event stream: only names of what changed. It lives as long as the session, and keeps it in use.</summary>
internal static class LiveStream
{
    public static void MapLiveStream(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live", Handle);

        // An EventSource hides the status it was refused with; the worker asks here and stops on 401.
        routes.MapGet("/me", () => TypedResults.NoContent());
    }

    static ServerSentEventsResult<string> Handle(
        HttpContext context,
        LiveUpdates updates,
        IHostApplicationLifetime lifetime,
        TimeProvider time
    )
    {
        context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep the names back
        var session = context.Features.GetRequiredFeature<OpenSession>();
        return TypedResults.ServerSentEvents(Names(updates, session, time, context.RequestAborted, lifetime.ApplicationStopping));
    }

    static async IAsyncEnumerable<SseItem<string>> Names(
        LiveUpdates updates,
        OpenSession session,
        TimeProvider time,
        CancellationToken aborted,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping, session.Ended, ct);
        using var subscription = updates.Subscribe(session.Company, session.User, Opening);
        yield return new SseItem<string>("", "hello"); // at once: until the first bytes the browser does not know that it is connected

        while (await NextOrEnd(subscription, any.Token) is { } names)
        {
            session.Use(time.GetUtcNow());
            yield return names.Count > 0 ? new SseItem<string>(string.Join(' ', names), "changed") : new SseItem<string>("", "heartbeat");
        }
    }

    /// <summary>Null at the end of the session, the connection or the Host: the stream then ends in good order.</summary>
    static async Task<IReadOnlyList<string>?> NextOrEnd(LiveSubscription subscription, CancellationToken ended)
    {
        try
        {
            return await subscription.Next(Heartbeat, ended);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>From the making of a page to its stream, also on a slow machine: what changes meanwhile is told when the stream begins.</summary>
    static readonly TimeSpan Opening = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
}
