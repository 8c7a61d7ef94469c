using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ConnectMe.Modules.Tests.Fixtures;

/// <summary>Gives requests in memory an address, as a socket would: 127.0.0.1, or the one a test puts into the header below.</summary>
internal sealed class FromThisMachine : IStartupFilter
{
    public const string AddressHeader = "X-Test-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (context, rest) =>
                {
                    context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address)
                        ? address
                        : IPAddress.Loopback;
                    return rest(context);
                }
            );
            next(app);
        };
}
