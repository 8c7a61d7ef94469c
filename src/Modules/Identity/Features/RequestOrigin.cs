using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Features;

/// <summary>Where a signed-in browser reached us. Of a stranger's request it would be whatever they say.</summary>
internal static class RequestOrigin
{
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
