using System.Net;
using ConnectMe.Host.Web;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Host.Health;

/// <summary>How this very page came: without HTTPS browsers give no microphone, but to pages of their own machine. And how long the certificate lasts.</summary>
internal sealed class HttpsCheck(
    IHttpContextAccessor http,
    HttpsCertificate certificate,
    TimeProvider time,
    IStringLocalizer<ShellText> text
) : ISystemCheck
{
    public int Order => 10;

    public Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Finding>>(certificate.IsConfigured ? [Https(), Certificate()] : [Https()]);

    Finding Https()
    {
        var request = http.HttpContext!.Request;
        if (request.IsHttps)
        {
            return new Finding("https", text["Https"], FindingState.Good, text["HttpsGood", request.Host.Host]);
        }

        return new Finding(
            "https",
            text["Https"],
            FindingState.Missing,
            text[IsOwnMachine(request.Host.Host) ? "HttpsOwnMachine" : "HttpsNone"]
        )
        {
            ToDo = text["HttpsToDo"],
            Address = Features.ChangeCertificate.Address,
        };
    }

    Finding Certificate()
    {
        if (certificate.ValidUntil is not { } until)
        {
            return Of(FindingState.Broken, text["CertificateUnreadable"]);
        }

        var days = (int)Math.Floor((until - time.GetUtcNow()).TotalDays);
        return days switch
        {
            < 0 => Of(FindingState.Broken, text["CertificateOver"]),
            <= 7 => Of(FindingState.Broken, text["CertificateEnds", days]),
            <= 21 => Of(FindingState.Warning, text["CertificateEnds", days]),
            _ when certificate.IsRefused => Of(FindingState.Warning, text["CertificateRefused"]),
            _ => Of(FindingState.Good, text["CertificateEnds", days]),
        };
    }

    Finding Of(FindingState state, string said) =>
        new("certificate", text["Certificate"], state, said)
        {
            ToDo = text["CertificateToDo"],
            Address = Features.ChangeCertificate.Address,
        };

    static bool IsOwnMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
