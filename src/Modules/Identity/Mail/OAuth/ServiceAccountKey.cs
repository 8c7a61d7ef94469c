using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConnectMe.Identity.Mail;

/// <summary>The key of a Google service account, as its console hands it out (JSON).</summary>
/// <param name="TokenAddress">Where an assertion is changed for a token.</param>
internal sealed record ServiceAccountKey(string Email, string Id, string Pem, string TokenAddress)
{
    public const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>Null when it is no such key.</summary>
    public static ServiceAccountKey? Read(string json)
    {
        try
        {
            using var read = JsonDocument.Parse(json);
            string Said(string name) => read.RootElement.GetProperty(name).GetString() ?? "";
            var key = new ServiceAccountKey(Said("client_email"), Said("private_key_id"), Said("private_key"), Said("token_uri"));
            using var rsa = RSA.Create();
            rsa.ImportFromPem(key.Pem);
            return key is { Email.Length: > 0, TokenAddress.Length: > 0 } ? key : null;
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or CryptographicException
            )
        {
            return null;
        }
    }

    /// <summary>That the account acts for this mailbox, signed (RFC 7523 §3).</summary>
    public string Assertion(string mailbox, string scope, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Email,
            ["sub"] = mailbox,
            ["scope"] = scope,
            ["aud"] = TokenAddress,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + GoodFor).ToUnixTimeSeconds(),
        };
        var header = new Dictionary<string, string>
        {
            ["alg"] = "RS256",
            ["typ"] = "JWT",
            ["kid"] = Id,
        };
        var signed = $"{Part(header)}.{Part(claims)}";
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Pem);
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    static string Part<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
}
