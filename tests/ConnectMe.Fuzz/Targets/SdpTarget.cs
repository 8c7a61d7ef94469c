using System.Net;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Media;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Fuzz.Targets;

/// <summary>A session description as a browser's offer, as a phone's offer, and as a phone's answer to ours.</summary>
sealed class SdpTarget : FuzzTarget
{
    const string FingerprintText =
        "sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";

    static readonly DtlsFingerprint Fingerprint = DtlsFingerprint.TryParse(FingerprintText)!;
    static readonly IPAddress Ours = IPAddress.Parse("192.0.2.1");
    static readonly AnswerTerms Terms = new(
        1,
        [Ours],
        40000,
        true,
        new("srvfrag1", "server-password-of-24-chr"),
        Fingerprint,
        new Ssrc(1),
        "us"
    );

    readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    readonly LegNegotiation _negotiation;
    int _turn;

    public SdpTarget()
    {
        var origin = new RtpOrigin(
            TransportAddress.Of(Ours, 20000),
            TransportAddress.Of(Ours, 20001),
            new Ssrc(1),
            new SequenceNumber(1),
            new RtpTimestamp(1),
            "us"u8.ToArray()
        );
        _negotiation = new LegNegotiation(origin, Ours, "us", Fingerprint, _random);
    }

    public override string Name => "sdp";

    /// <summary>What browsers really wrote, and phones.</summary>
    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. Files("sdp", "*.sdp").Select(file => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).ReplaceLineEndings("\r\n"))),
        Phone(
            "audio 4000 RTP/AVP 0 8 9 18 101",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "a=rtcp:4001",
            "a=sendrecv",
            "a=ptime:20"
        ),
        Phone(
            "audio 4000 RTP/SAVP 8 96",
            "a=rtpmap:96 opus/48000/2",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw|2^31",
            "a=crypto:2 AEAD_AES_128_GCM inline:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3OA==|1:4",
            "m=video 0 RTP/AVP 31"
        ),
        Phone("audio 4000 UDP/TLS/RTP/SAVP 0", $"a=fingerprint:{FingerprintText}", "a=setup:actpass", "a=rtcp-mux", "a=mid:0"),
        Phone("audio 4000 RTP/AVP 0", "a=inactive", "c=IN IP4 0.0.0.0"),
        Phone("audio 4000 RTP/AVP 0", "c=IN IP6 2001:db8::7"),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "\r\n",
            "\n",
            " ",
            ":",
            "=",
            "/",
            ";",
            "|",
            "\0",
            "-1",
            "0",
            "127",
            "128",
            "255",
            "65535",
            "65536",
            "4294967295",
            "99999999999999999999",
            "m=audio 9 RTP/AVP 0\r\n",
            "m=video 0 RTP/AVP 31\r\n",
            "a=rtpmap:0 opus/0/255\r\n",
            "a=fmtp:111 ",
            "a=ptime:0\r\n",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:%%%\r\n",
            "a=rtcp:0\r\n",
            "a=setup:holdconn\r\n",
            "a=group:BUNDLE 7\r\n",
            "c=IN IP4 255.255.255.255\r\n",
            "c=IN IP6 ::\r\n",
            "c=IN IP4 224.0.0.1/127/3\r\n",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3, 0x28],
        [.. Enumerable.Repeat((byte)'a', 5000)],
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=x\r\n", 600))),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("m=audio 9 RTP/AVP 0\r\n", 20))),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a=candidate:1 1 udp 1 192.0.2.9 9 typ host\r\n", 100))),
    ];

    /// <summary>An INVITE with the headers it must have, in their shortest form.</summary>
    public override int Envelope => 300;

    public override void Prepare()
    {
        _turn++;
        _negotiation.Offer(
            AudioCodec.Available,
            new LegOptions { Encryption = (MediaEncryption)(_turn / 3 % 3), Keying = (SrtpKeying)(_turn / 9 % 2) }
        );
    }

    public override bool Handle(Span<byte> message)
    {
        var text = Encoding.UTF8.GetString(message);
        return (_turn % 3) switch
        {
            0 => IsBrowsersOffer(text),
            1 => IsAccepted(Answer(text)),
            _ => IsAccepted(Accept(text)),
        };
    }

    private protected override void End() => _random.Dispose();

    static bool IsBrowsersOffer(string text)
    {
        if (AudioOffer.Read(text, AudioCodec.Available, out var offer) is { } reason)
        {
            Must(reason.Length is > 0 and < 400, $"The reason is {reason.Length} characters long");
            return false;
        }

        OfferAnswer.Answer(offer!, Terms);
        return true;
    }

    LegAnswer Answer(string text) =>
        LegDescription.Read(text, AudioCodec.Available, byOwnOrder: true, out var read) is { } refused
            ? refused
            : _negotiation.Answer(read!, new LegOptions(), out _);

    LegAnswer Accept(string text) =>
        LegDescription.Read(text, _negotiation.OfferedCodecs!, byOwnOrder: false, out var read) is { } refused
            ? refused
            : _negotiation.Accept(read!, out _);

    static bool IsAccepted(LegAnswer answer)
    {
        if (answer is LegAnswer.Refused(var reason, _))
        {
            Must(reason.Length is > 0 and < 400, $"The reason is {reason.Length} characters long");
            return false;
        }

        return true;
    }

    static byte[] Phone(string media, params string[] lines) =>
        Encoding.UTF8.GetBytes(
            string.Join("\r\n", ["v=0", "o=- 1 1 IN IP4 198.51.100.7", "s=-", "c=IN IP4 198.51.100.7", "t=0 0", $"m={media}", .. lines, ""])
        );
}
