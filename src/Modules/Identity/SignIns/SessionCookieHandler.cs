using System.Text.Encodings.Web;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.SignIns;

/// <summary>Turns the cookie into the user. A page is sent to sign-in; a script gets 401 and says so itself.</summary>
internal sealed class SessionCookieHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    BrowserSessions sessions
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "session";

    bool _databaseAway;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            if (await sessions.Find(token, Context.RequestAborted) is not { } session)
            {
                return AuthenticateResult.NoResult();
            }

            Context.Features.Set(session);
            return AuthenticateResult.Success(new AuthenticationTicket(CurrentUser.Principal(session), Scheme));
        }
        catch (Exception exception) when (DatabaseAway.IsSaidBy(exception))
        {
            // Not yet known to this process, and nobody to ask: neither in nor out.
            _databaseAway = true;
            return AuthenticateResult.Fail(exception);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_databaseAway)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = "5";
        }
        else if (IsPage(Request))
        {
            var returnUrl = UrlEncoder.Default.Encode(Request.PathBase + Request.Path + Request.QueryString);
            Response.Redirect($"/sign-in?returnUrl={returnUrl}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<OpenSession>() is { } session)
        {
            Logger.Refused(session.User, session.Company, Request.Method, Request.Path, ClientAddress.Of(Request));
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>A navigation; fetch follows a redirect and would put the sign-in page into the middle of another.</summary>
    static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Headers.ContainsKey("HX-Request")
        && request.Headers["Sec-Fetch-Mode"].FirstOrDefault() is (null or "navigate")
        && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
