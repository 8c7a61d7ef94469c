using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Modules.Tests.Telephony.Waking;

/// <summary>What a browser does with a push message: the other side of RFC 8291, written from the RFC and not from our encryption.</summary>
internal sealed class PushReader : IDisposable
{
    readonly ECDiffieHellman _pair;

    public PushReader()
        : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16)) { }

    public PushReader(ECDiffieHellman pair, byte[] secret) => (_pair, Secret) = (pair, secret);

    public byte[] Secret { get; }

    public byte[] Key
    {
        get
        {
            var q = _pair.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. q.X!, .. q.Y!];
        }
    }

    public string Read(byte[] body)
    {
        var salt = body[..16];
        Assert.Equal([0, 0, 16, 0, 65], body[16..21]); // records of 4096, an id of 65 bytes
        var sender = body[21..86];
        using var theirs = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
            }
        );
        var prk = HMACSHA256.HashData(Secret, _pair.DeriveRawSecretAgreement(theirs.PublicKey));
        var input = Mac(prk, [.. Encoding.ASCII.GetBytes("WebPush: info"), 0, .. Key, .. sender, 1]);
        var second = HMACSHA256.HashData(salt, input);
        var key = Mac(second, [.. Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm"), 0, 1])[..16];
        var nonce = Mac(second, [.. Encoding.ASCII.GetBytes("Content-Encoding: nonce"), 0, 1])[..12];
        var record = body[86..];
        var plain = new byte[record.Length - 16];
        using var gcm = new AesGcm(key, 16);
        gcm.Decrypt(nonce, record[..^16], record[^16..], plain);
        Assert.Equal(2, plain[^1]); // the last record
        return Encoding.UTF8.GetString(plain[..^1]);
    }

    static byte[] Mac(byte[] key, byte[] text) => HMACSHA256.HashData(key, text);

    public void Dispose() => _pair.Dispose();

    public static byte[] Bytes(string base64Url) => Base64Url.DecodeFromChars(base64Url);
}
