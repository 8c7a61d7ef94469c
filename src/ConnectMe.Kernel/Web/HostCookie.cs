using Microsoft.AspNetCore.Http;

namespace ConnectMe.Kernel;

/// <summary>Names of cookies. With HTTPS a browser takes one of ours from this host alone, and sends it nowhere else (RFC 6265bis §4.1.3.2).</summary>
public static class HostCookie
{
    public static string NameOf(string cookie, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsHttps ? $"__Host-{cookie}" : cookie;
    }
}
