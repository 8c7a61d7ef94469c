using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>A security key and the browser it is plugged into (WebAuthn): one ES256 key, no attestation.</summary>
internal sealed class Authenticator : IDisposable
{
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    uint _count;

    /// <summary>What the browser says it is at.</summary>
    public string Origin { get; set; } = "https://localhost";

    /// <summary>As <c>navigator.credentials.create</c> answers to these options.</summary>
    public string Create(string options)
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        // A COSE key in CBOR (RFC 9053 §7.1.1): {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(options, 0x41), .. new byte[16], 0x00, (byte)_id.Length, .. _id, .. cose];
        // {"fmt": "none", "attStmt": {}, "authData": data}
        byte[] attestation =
        [
            0xA3,
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xA0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        return Credential(
            new
            {
                clientDataJSON = Encode(ClientData("webauthn.create", options)),
                attestationObject = Encode(attestation),
                transports = new[] { "usb" },
            }
        );
    }

    /// <summary>As <c>navigator.credentials.get</c> does.</summary>
    public string Get(string options)
    {
        var (client, data) = (ClientData("webauthn.get", options), Data(options, 0x01));
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Credential(
            new
            {
                clientDataJSON = Encode(client),
                authenticatorData = Encode(data),
                signature = Encode(signature),
            }
        );
    }

    public void Dispose() => _key.Dispose();

    /// <summary>§6.1: the hash of the host, flags, and how often the key was used.</summary>
    byte[] Data(string options, byte flags)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        var host = asked.TryGetProperty("rpId", out var id) ? id.GetString()! : asked.GetProperty("rp").GetProperty("id").GetString()!;
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), flags, .. count];
    }

    byte[] ClientData(string type, string options) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = JsonDocument.Parse(options).RootElement.GetProperty("challenge").GetString(),
                origin = Origin,
                crossOrigin = false,
            }
        );

    string Credential(object response) =>
        JsonSerializer.Serialize(
            new
            {
                id = Encode(_id),
                rawId = Encode(_id),
                type = "public-key",
                clientExtensionResults = new { },
                response,
            }
        );

    static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
