using System.Net.Sockets;
using System.Security.Authentication;
using ConnectMe.Kernel.Outside;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>Why a provider could not be used, or what it said not be believed.</summary>
/// <param name="Detail">A status, an address, or the provider's own words: one line, without a secret; may be empty.</param>
internal sealed record ProviderFault(ProviderFaultKind Kind, string Detail = "")
{
    /// <summary>Null: it is not the provider's doing.</summary>
    public static ProviderFault? Of(Exception exception, CancellationToken ct) =>
        exception switch
        {
            OperationCanceledException => ct.IsCancellationRequested ? null : new ProviderFault(ProviderFaultKind.TimedOut),
            NotPublicException => new ProviderFault(ProviderFaultKind.NotPublic),
            AuthenticationException => new ProviderFault(ProviderFaultKind.BadCertificate),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                new ProviderFault(ProviderFaultKind.NameUnknown),
            SocketException or IOException => new ProviderFault(ProviderFaultKind.Unreachable),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new ProviderFault(
                ProviderFaultKind.NotADocument
            ),
            HttpRequestException { InnerException: { } inner } => Of(inner, ct) ?? new ProviderFault(ProviderFaultKind.Unreachable),
            HttpRequestException => new ProviderFault(ProviderFaultKind.Unreachable),
            _ => null,
        };

    /// <summary>One line of at most 200 signs of what somebody else says.</summary>
    public static string Plain(string? said)
    {
        var line = string.Concat((said ?? "").Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)).Trim();
        return line.Length <= 200 ? line : line[..200];
    }
}

internal enum ProviderFaultKind
{
    /// <summary>The address, or one that the provider's document names, is no HTTPS address that we call.</summary>
    NotHttps,

    /// <summary>Its name leads into the own network.</summary>
    NotPublic,
    NameUnknown,
    Unreachable,
    TimedOut,

    /// <summary>Its certificate is not valid, or for another name; or it speaks no TLS.</summary>
    BadCertificate,

    /// <summary>It answers that it is elsewhere: we do not follow.</summary>
    Redirected,

    /// <summary>There is no document at that address.</summary>
    NoDocument,

    /// <summary>What is there is not what OpenID Connect Discovery §3 asks for.</summary>
    NotADocument,

    /// <summary>The document calls itself by another name than was typed.</summary>
    OtherIssuer,

    /// <summary>Our clock and theirs are too far apart for what they sign to be valid here.</summary>
    ClockOff,

    /// <summary>No secret was typed, or the keys it was encrypted with are gone.</summary>
    NoSecret,

    /// <summary>It does not know the client id and secret.</summary>
    ClientRefused,

    /// <summary>It did not take the code, and said so as RFC 6749 §5.2 has it.</summary>
    CodeRefused,

    /// <summary>It answered something else.</summary>
    Refused,

    /// <summary>What it signed is not acceptable.</summary>
    NotBelieved,

    /// <summary>The person, or the provider, broke off.</summary>
    BrokenOff,

    /// <summary>The answer is to nothing that this browser asked for, or too late.</summary>
    NotAsked,
}
