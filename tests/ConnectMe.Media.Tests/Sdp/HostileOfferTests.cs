using System.Text;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media.Tests.Sdp;

/// <summary>Whoever is signed in may post any text as an offer: each is answered with the reason, and none costs more than reading it.</summary>
public sealed class HostileOfferTests
{
    const string Fingerprint =
        "a=fingerprint:sha-256 FD:A5:5A:19:40:EB:E1:C3:7F:05:D4:D0:2E:A2:A9:4F:03:66:91:56:84:AD:95:13:18:54:DC:D5:DF:92:0F:CE\r\n";

    // csharpier-ignore
    public static TheoryData<string, string, string> Changed => new()
    {
        // what is in the offer,                  what is put in its place,                                 why it is refused
        { "v=0\r\n",                               "",                                                       "line 0: the description does not begin with v=" },
        { "v=0\r\n",                               "v=1\r\n",                                                "line 1: the version is not 0" },
        { "o=",                                    "x=",                                                     "line 2: o= is missing" },
        { "a=setup:actpass\r\n",                   "",                                                       "a=setup is missing in the audio section" },
        { "a=setup:actpass",                       "a=setup:holdconn",                                       "a=setup is holdconn, not actpass" },
        { "a=setup:actpass",                       "a=setup:passive",                                        "a=setup is passive, not actpass" },
        { Fingerprint,                             "",                                                       "a=fingerprint is missing in the audio section" },
        { "sha-256 FD",                            "md5 FD",                                                 "a=fingerprint is not of sha-256" },
        { ":0F:CE",                                ":0F",                                                    "a=fingerprint is not 32 bytes in hexadecimal with colons between" },
        { ":0F:CE",                                ":0F:XX",                                                 "a=fingerprint is not 32 bytes in hexadecimal with colons between" },
        { "a=mid:0\r\n",                           "a=mid:0\r\na=fingerprint:sha-256 00:A5:5A:19:40:EB:E1:C3:7F:05:D4:D0:2E:A2:A9:4F:03:66:91:56:84:AD:95:13:18:54:DC:D5:DF:92:0F:CE\r\n", "there are two different a=fingerprint of sha-256 in the audio section" },
        { "a=ice-ufrag:JNte\r\n",                  "",                                                       "a=ice-ufrag is missing in the audio section" },
        { "a=ice-ufrag:JNte",                      "a=ice-ufrag:",                                           "a=ice-ufrag is not 4 to 256 letters, digits, + and /" },
        { "a=ice-ufrag:JNte",                      "a=ice-ufrag:JNt",                                        "a=ice-ufrag is not 4 to 256 letters, digits, + and /" },
        { "a=ice-ufrag:JNte",                      "a=ice-ufrag:JN:e",                                       "a=ice-ufrag is not 4 to 256 letters, digits, + and /" },
        { "a=ice-pwd:UgYPhtu/OHhFcjW3iUdkWAO1\r\n", "",                                                      "a=ice-pwd is missing in the audio section" },
        { "a=ice-pwd:UgYPhtu/OHhFcjW3iUdkWAO1",    "a=ice-pwd:short",                                        "a=ice-pwd is not 22 to 256 letters, digits, + and /" },
        { "a=rtcp-mux\r\n",                        "",                                                       "a=rtcp-mux is missing in the audio section" },
        { "a=mid:0\r\n",                           "",                                                       "a=mid is missing in the audio section" },
        { "BUNDLE 0",                              "BUNDLE 0 7",                                             "a=group:BUNDLE names 7, which no section has as its a=mid" },
        { "m=audio 9",                             "m=audio 65536",                                          "line 8: the port is not a number from 0 to 65535" },
        { "m=audio 9",                             "m=audio -1",                                             "line 8: the port is not a number from 0 to 65535" },
        { "m=audio 9",                             "m=audio 0",                                              "there is no audio section" },
        { "m=audio 9",                             "m=video 9",                                              "there is no audio section" },
        { "UDP/TLS/RTP/SAVPF",                     "RTP/AVP",                                                "the audio section is RTP/AVP, not UDP/TLS/RTP/SAVPF" },
        { "SAVPF 111 63 9 0 8 13 110 126",         "SAVPF",                                                  "line 8: m= is not of the form kind port protocol formats" },
        { "SAVPF 111",                             "SAVPF 128",                                              "payload type 128 is not a number from 0 to 127" },
        { "SAVPF 111",                             "SAVPF 111 111",                                          "payload type 111 is offered twice" },
        { "a=rtpmap:63 red",                       "a=rtpmap:111 red",                                       "payload type 111 has two a=rtpmap" },
        { "opus/48000/2",                          "opus/0/2",                                               "a=rtpmap:111 opus/0/2 is malformed" },
        { "opus/48000/2",                          "opus/4294967295/2",                                      "a=rtpmap:111 opus/4294967295/2 is malformed" },
        { "opus/48000/2",                          "opus/48000/255",                                         "a=rtpmap:111 opus/48000/255 is malformed" },
        { "opus/48000/2",                          "opus",                                                   "a=rtpmap:111 opus is malformed" },
        { "SAVPF 111 63 9 0 8 13 110 126",         "SAVPF 63 13 110 126",                                    "the audio section offers none of opus, G722, PCMA, PCMU" },
        { "a=sendrecv",                            "a=send\0recv",                                           "line 21: the line holds a control character" },
        { "a=sendrecv",                            "sendrecv",                                               "line 21: the line is not of the form x=value" },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void An_offer_that_cannot_be_answered_is_refused_with_the_reason(string part, string replacement, string reason)
    {
        Assert.Contains(part, Transcript.Chrome, StringComparison.Ordinal);

        var refusal = Refusal(Transcript.Chrome.Replace(part, replacement, StringComparison.Ordinal));

        Assert.Equal(reason.Replace("line 0: ", "", StringComparison.Ordinal), refusal);
    }

    // csharpier-ignore
    public static TheoryData<string, string> Tolerated => new()
    {
        { "\r\n",              "\n" },
        { "c=IN IP4 0.0.0.0",  "c=IN IP4 255.255.255.255" },
        { "a=sendrecv",        "a=sendrecv\r\na=ptime:0" },
        { "a=sendrecv",        "a=sendrecv\r\na=ptime:1000" },
        { "a=sendrecv",        "a=sendrecv\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:%%%" },
        { "a=sendrecv",        "a=sendrecv\r\na=candidate:1 1 TCP 1 x.local 9 typ host tcptype active" },
        { "a=setup:actpass",   "a=setup:active" },
        { "BUNDLE 0",          "BUNDLE" },
        { "a=extmap:1 urn:",   "a=extmap:99999999999 urn:" },
    };

    [Theory]
    [MemberData(nameof(Tolerated))]
    public void What_does_not_matter_here_does_not_stop_a_line(string part, string replacement)
    {
        Assert.Contains(part, Transcript.Chrome, StringComparison.Ordinal);

        Assert.Null(Refusal(Transcript.Chrome.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void Five_hundred_candidates_are_read_over()
    {
        var candidates = string.Concat(Enumerable.Repeat("a=candidate:1 1 udp 1 192.0.2.9 9 typ host\r\n", 450));

        Assert.Null(Refusal(Transcript.Chrome + candidates));
    }

    [Fact]
    public void Too_much_of_anything_is_refused()
    {
        const string begin = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";

        Assert.Equal("line 21: there are more than 16 m= sections", Refusal(begin + Repeat("m=audio 9 RTP/SAVPF 0\r\n", 1000)));
        Assert.Equal("line 517: the section has more than 512 attributes", Refusal(begin + Repeat("a=x\r\n", 10_000)));
        Assert.Equal("line 5: the section has more than 64 formats", Refusal($"{begin}m=audio 9 RTP/SAVPF{Repeat(" 0", 70)}\r\n"));
        Assert.Equal("line 5: the line is longer than 4096 characters", Refusal($"{begin}a=fmtp:0 {new string('x', 60_000)}\r\n"));
        Assert.Equal("the description is longer than 65536 characters", Refusal(begin + Repeat("a=x\r\n", 20_000)));
        Assert.Equal("the description does not begin with v=", Refusal(""));
    }

    static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    static string? Refusal(string offer) =>
        AudioOffer.Read(offer, [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu], out _);
}
