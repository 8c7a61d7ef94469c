using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace ConnectMe.Telephony.Waking;

/// <summary>By what a push service knows this installation (VAPID, RFC 8292): a browser's subscription is bound to it.</summary>
internal sealed class VapidKey(ECDsa pair) : IDisposable
{
    /// <summary>RFC 8292 §2: at most a day; less, for clocks that differ.</summary>
    static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    /// <summary>As browsers and push services are told it: the uncompressed point in base64url.</summary>
    public string Public { get; } = PublicOf(pair);

    /// <summary>The Authorization header of a message (RFC 8292 §3).</summary>
    /// <param name="subject">Whom its operator can turn to: an https or mailto URI.</param>
    public string Authorize(Uri endpoint, string subject, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
                ["exp"] = (now + Validity).ToUnixTimeSeconds(),
                ["sub"] = subject,
            }
        );
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        var signature = pair.SignData(
            System.Text.Encoding.UTF8.GetBytes(signed),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={Public}";
    }

    public void Dispose() => pair.Dispose();

    static string PublicOf(ECDsa pair)
    {
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return Base64Url.EncodeToString([0x04, .. point.X!, .. point.Y!]);
    }

    static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
}
