using ConnectMe.Sip.Authentication;

namespace ConnectMe.Sip.Tests.Authentication;

public sealed class DigestCredentialsTests
{
    const string Good =
        "Digest username=\"bob\", realm=\"pbx\", nonce=\"abc\", uri=\"sip:pbx\", response=\"00\", algorithm=MD5, qop=auth, nc=0000000a, cnonce=\"c\"";

    [Fact]
    public void What_was_written_reads_the_same_again()
    {
        var written = new DigestCredentials("bob", "pbx", "n", "sip:pbx", "00ff", DigestAlgorithm.Sha256, "auth", "c", 0xabc, "o");

        Assert.Equal(DigestRefusal.None, DigestCredentials.Read(written.ToString(), out var read));
        Assert.Equal(written, read);
    }

    [Fact]
    public void Order_case_spaces_and_unknown_parameters_do_not_matter()
    {
        const string Odd =
            "  dIgEsT \t CNONCE = \"c\" ,,nc=0000000A, Response=\"00\",URI=\"sip:pbx\" ,Nonce=\"abc\", new-thing=x, REALM=\"pbx\", qop=auth, username=\"bob\"";

        Assert.Equal(DigestRefusal.None, DigestCredentials.Read(Odd, out var odd));
        Assert.Equal(DigestRefusal.None, DigestCredentials.Read(Good, out var good));
        Assert.Equal(good, odd);
    }

    [Fact]
    public void A_value_stays_as_it_stood_between_its_quotes()
    {
        DigestCredentials.Read(Good.Replace("\"bob\"", "\"b\\\"o,b\\\\\"", StringComparison.Ordinal), out var read);

        Assert.Equal("b\\\"o,b\\\\", read?.Username);
    }

    [Theory]
    [InlineData("", "SchemeUnknown")]
    [InlineData("Digest", "SchemeUnknown")]
    [InlineData("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "SchemeUnknown")]
    [InlineData("Digest ", "SchemeUnknown")]
    [InlineData("Digest username", "CredentialsMalformed")]
    [InlineData("Digest =\"x\"", "CredentialsMalformed")]
    [InlineData("Digest username=\"bob", "CredentialsMalformed")]
    [InlineData("Digest username=\"bob\\", "CredentialsMalformed")]
    [InlineData("Digest username=\"b\u0001b\"", "CredentialsMalformed")]
    [InlineData("Digest username=\"bob\" realm=\"pbx\"", "CredentialsMalformed")]
    [InlineData("Digest username=\"bob\", username=\"eve\"", "CredentialsMalformed")]
    [InlineData("Digest username=, realm=\"pbx\"", "CredentialsMalformed")]
    [InlineData("Digest username=\"bob\", realm=\"pbx\"", "ParameterMissing")]
    public void What_is_wrong_with_a_field_has_a_name(string field, string refusal)
    {
        Assert.Equal(refusal, DigestCredentials.Read(field, out var read).ToString());
        Assert.Null(read);
    }

    [Theory]
    [InlineData("nc=0000000a", "nc=a")]
    [InlineData("nc=0000000a", "nc=0000000g")]
    [InlineData("nc=0000000a", "nc=0000000000a")]
    [InlineData("nc=0000000a, ", "")]
    [InlineData(", cnonce=\"c\"", "")]
    [InlineData("cnonce=\"c\"", "cnonce=\"\"")]
    public void With_qop_count_and_cnonce_have_to_be_there(string part, string instead)
    {
        Assert.Equal(DigestRefusal.ParameterMissing, DigestCredentials.Read(Good.Replace(part, instead, StringComparison.Ordinal), out _));
    }

    [Theory]
    [InlineData("SHA-512-256")]
    [InlineData("MD5-sess")]
    [InlineData("token")]
    public void An_algorithm_that_we_do_not_speak_is_named_so(string algorithm)
    {
        var field = Good.Replace("algorithm=MD5", $"algorithm={algorithm}", StringComparison.Ordinal);

        Assert.Equal(DigestRefusal.AlgorithmUnknown, DigestCredentials.Read(field, out _));
    }

    [Fact]
    public void Lengths_and_numbers_have_limits()
    {
        var longName = Good.Replace("bob", new string('b', DigestCredentials.LongestUsername + 1), StringComparison.Ordinal);
        var longField = Good + ", x=" + new string('x', AuthParameterReader.LongestField);
        var many = Good + string.Concat(Enumerable.Range(0, AuthParameterReader.MostParameters).Select(i => $", x{i}=1"));

        Assert.Equal(DigestRefusal.CredentialsTooLong, DigestCredentials.Read(longName, out _));
        Assert.Equal(DigestRefusal.CredentialsTooLong, DigestCredentials.Read(longField, out _));
        Assert.Equal(DigestRefusal.CredentialsMalformed, DigestCredentials.Read(many, out _));
    }

    [Fact]
    public void No_text_whatever_makes_the_reader_throw()
    {
        var random = new Random(7616);
        for (var round = 0; round < 20_000; round++)
        {
            var field = Good.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                field[random.Next(7, field.Length)] = (char)random.Next(0, 300);
            }
            var cut = new string(field)[..random.Next(0, field.Length + 1)];

            DigestCredentials.Read(cut, out _);
            DigestChallenge.Read(cut, out _);
        }
    }
}
