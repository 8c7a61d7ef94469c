using System.Formats.Asn1;
using System.Text;
using ConnectMe.Identity.Ldap.Wire;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

public class LdapWireTests
{
    [Theory]
    [InlineData("(uid={name})", "jan", "A3 0A 04 03 75 69 64 04 03 6A 61 6E")]
    [InlineData("(uid={name})", "*)(u", "A3 0B 04 03 75 69 64 04 04 2A 29 28 75")]
    [InlineData("(uid=a\\2ab)", "", "A3 0A 04 03 75 69 64 04 03 61 2A 62")]
    [InlineData("(uid=*)", "", "87 03 75 69 64")]
    [InlineData("(uid=a*b*c)", "", "A4 10 04 03 75 69 64 30 09 80 01 61 81 01 62 82 01 63")]
    [InlineData("(!(a=b))", "", "A2 08 A3 06 04 01 61 04 01 62")]
    [InlineData(
        "(&(a=b)(|(c>=d)(e<=f)(g~=h)))",
        "",
        "A0 22 A3 06 04 01 61 04 01 62 A1 18 A5 06 04 01 63 04 01 64 A6 06 04 01 65 04 01 66 A8 06 04 01 67 04 01 68"
    )]
    [InlineData("(m:1.2:=x)", "", "A9 0B 81 03 31 2E 32 82 01 6D 83 01 78")]
    [InlineData("(m:dn:=x)", "", "A9 09 82 01 6D 83 01 78 84 01 FF")]
    public void A_filter_is_written_as_RFC_4511_has_it(string filter, string name, string bytes)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        FilterReader.Read(filter, name)!.WriteTo(writer);

        Assert.Equal(bytes.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(writer.Encode()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("uid=jan")]
    [InlineData("(uid=jan")]
    [InlineData("(uid=jan))")]
    [InlineData("(&)")]
    [InlineData("(=jan)")]
    [InlineData("(u id=jan)")]
    [InlineData("(uid=\\2)")]
    [InlineData("(uid=\\zz)")]
    [InlineData("(uid=a**b)")]
    [InlineData("(:=x)")]
    [InlineData("(uid=a(b)")]
    public void What_is_no_filter_is_none(string text) => Assert.Null(FilterReader.Read(text, "jan"));

    [Fact]
    public void A_filter_in_a_filter_has_an_end() =>
        Assert.Null(FilterReader.Read(string.Concat(Enumerable.Repeat("(!", 100)) + "(a=b)" + new string(')', 100), "jan"));

    [Fact]
    public void A_name_without_a_password_is_never_sent() => // RFC 4513 §5.1.2
        Assert.Throws<ArgumentException>(() => LdapRequest.Bind(1, "cn=jan", ""));

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3080")]
    [InlineData("30FFFFFFFFFF")]
    [InlineData("3084FFFFFFFF")]
    [InlineData("308400200000")]
    [InlineData("040101")]
    [InlineData("3003020101")]
    [InlineData("3005020101A000")]
    [InlineData("3007020101640204FF")]
    [InlineData("300502010163 00")]
    [InlineData("3009020900FFFFFFFFFFFFFFFF")]
    public async Task What_is_no_answer_of_a_directory_is_refused(string bytes)
    {
        using var stream = new MemoryStream(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));

        var failure = await Record.ExceptionAsync(() => LdapResponse.Read(stream, TestContext.Current.CancellationToken));

        Assert.True(failure is InvalidDataException or AsnContentException or EndOfStreamException, $"{failure}");
    }

    [Fact]
    public async Task Random_bytes_are_an_answer_or_refused()
    {
        var random = new Random(4511);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(2, 60)];
            random.NextBytes(bytes);
            (bytes[0], bytes[1]) = (0x30, (byte)(bytes.Length - 2));
            using var stream = new MemoryStream(bytes);
            var failure = await Record.ExceptionAsync(() => LdapResponse.Read(stream, TestContext.Current.CancellationToken));
            Assert.True(failure is null or InvalidDataException or AsnContentException or EndOfStreamException, $"{failure}");
        }
    }

    [Fact]
    public void An_entry_is_read()
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(7);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, 4)))
            {
                writer.WriteOctetString("cn=Zoë"u8);
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteOctetString("Mail"u8);
                    using (writer.PushSetOf())
                    {
                        writer.WriteOctetString("zoe@example.org"u8);
                    }
                }
            }
        }

        var entry = Assert.IsType<LdapResponse.Entry>(LdapResponse.Parse(writer.Encode()));

        Assert.Equal((7, "cn=Zoë"), (entry.Id, entry.Found.Dn));
        Assert.Equal("zoe@example.org", entry.Found.Text("mail"));
        Assert.Equal("", Encoding.UTF8.GetString(entry.Found.Bytes("sn") ?? []));
    }
}
