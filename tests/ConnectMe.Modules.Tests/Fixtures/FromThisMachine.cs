using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>
/// What a socket and a page bring and requests in memory lack: an address (127.0.0.1, or the one of the header below), and the antiforgery token
/// that every page of a signed-in user carries.
/// </summary>
internal sealed class FromThisMachine : IStartupFilter
{
    public const string AddressHeader = "X-Test-Address";
    public const string TokenPath = "/test/token";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (context, rest) =>
                {
                    context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address)
                        ? address
                        : IPAddress.Loopback;
                    if (context.Request.Path == TokenPath)
                    {
                        context.User = (await context.AuthenticateAsync()).Principal ?? context.User;
                        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
                        await context.Response.WriteAsync(tokens.RequestToken!);
                        return;
                    }

                    await rest(context);
                }
            );
            next(app);
        };
}
