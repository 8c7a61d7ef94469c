using System.Security.Cryptography;
using ConnectMe.Media.Dtls;

namespace ConnectMe.Media.Tests.Dtls;

public sealed class DtlsFingerprintTests
{
    // RFC 8122 §5
    const string Example = "12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD";

    [Theory]
    [InlineData("sha-256 " + Example)]
    [InlineData("SHA-256 " + Example)]
    [InlineData(" sha-256  " + Example + " ")]
    public void The_example_of_RFC_8122_is_read_in_either_case(string attribute)
    {
        Assert.Equal($"sha-256 {Example}", DtlsFingerprint.TryParse(attribute)!.ToString());
        Assert.Equal(DtlsFingerprint.TryParse(attribute), DtlsFingerprint.TryParse($"sha-256 {Example}".ToLowerInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha-256")]
    [InlineData("sha-256 ")]
    [InlineData("sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB")]
    [InlineData("sha-256 " + Example + ":00")]
    [InlineData("sha-256 12DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD0")]
    [InlineData("sha-256 12-DF-3E-5D-49-6B-19-E5-7C-AB-4A-AD-B9-B1-3F-82-18-3B-54-02-12-DF-3E-5D-49-6B-19-E5-7C-AB-4A-AD")]
    [InlineData("sha-256 G2:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD")]
    public void Anything_else_is_none(string attribute) => Assert.Null(DtlsFingerprint.TryParse(attribute));

    [Fact]
    public void It_is_the_hash_of_the_certificate()
    {
        byte[] certificate = [1, 2, 3];

        Assert.Equal(
            Convert.ToHexString(SHA256.HashData(certificate)),
            DtlsFingerprint.Of(certificate).ColonHex.Replace(":", "", StringComparison.Ordinal)
        );
    }
}
