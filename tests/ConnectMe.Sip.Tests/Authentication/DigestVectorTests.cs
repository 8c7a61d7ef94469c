using ConnectMe.Sip.Authentication;

namespace ConnectMe.Sip.Tests.Authentication;

public sealed class DigestVectorTests
{
    [Theory]
    [InlineData(DigestAlgorithm.Md5, "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData(DigestAlgorithm.Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_example_of_RFC_7616_section_3_9_1_comes_out(DigestAlgorithm algorithm, string expected)
    {
        var secret = DigestSecret.Of("Mufasa", "http-auth@example.org", "Circle of Life").For(algorithm);

        var response = DigestHash.Response(
            algorithm,
            secret,
            "GET",
            "/dir/index.html",
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "auth",
            1,
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
        );

        Assert.Equal(expected, response);
    }

    [Fact]
    public void The_example_of_RFC_2617_section_3_5_comes_out()
    {
        var secret = DigestSecret.Of("Mufasa", "testrealm@host.com", "Circle Of Life").Md5;

        var response = DigestHash.Response(
            DigestAlgorithm.Md5,
            secret,
            "GET",
            "/dir/index.html",
            "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            "auth",
            1,
            "0a4f113b"
        );

        Assert.Equal("939e7578ed9e3c518a452acee763bce9", secret);
        Assert.Equal("6629fae49393a05397450978507c4ef1", response);
    }

    [Fact]
    public void A_secret_does_not_print()
    {
        var secret = DigestSecret.Of("anna", "pbx", "geheim");

        Assert.DoesNotContain(secret.Md5, $"{secret}", StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Sha256, $"{secret}", StringComparison.Ordinal);
    }
}
