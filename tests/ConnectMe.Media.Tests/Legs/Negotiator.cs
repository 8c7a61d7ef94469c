using System.Net;
using System.Security.Cryptography;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Offer and answer of one leg, without an engine around it.</summary>
sealed class Negotiator : IDisposable
{
    public const string Fingerprint =
        "sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";

    readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    readonly LegNegotiation _negotiation;

    /// <param name="past">Of a run before this one.</param>
    public Negotiator(LegPast? past = null)
    {
        var origin = new RtpOrigin(
            TransportAddress.Of(IPAddress.Parse("192.0.2.1"), 20000),
            TransportAddress.Of(IPAddress.Parse("192.0.2.1"), 20001),
            new Ssrc(1),
            new SequenceNumber(1),
            new RtpTimestamp(1),
            "us"u8.ToArray()
        );
        _negotiation = new LegNegotiation(
            origin,
            IPAddress.Parse("192.0.2.1"),
            "us",
            DtlsFingerprint.TryParse(Fingerprint)!,
            _random,
            past
        );
    }

    /// <summary>Of the last answer either way.</summary>
    public RtpTerms? Terms { get; private set; }

    public LegAnswer Answer(string offer, LegOptions? options = null, params IReadOnlyList<AudioCodec> codecs)
    {
        if (LegDescription.Read(offer, codecs.Count > 0 ? codecs : AudioCodec.Available, codecs.Count > 0, out var read) is { } refusal)
        {
            return refusal;
        }

        var answer = _negotiation.Answer(read!, options ?? new LegOptions(), out var terms);
        Terms = terms ?? Terms;
        return answer;
    }

    public string Offer(LegOptions? options = null, params IReadOnlyList<AudioCodec> codecs) =>
        _negotiation.Offer(codecs.Count > 0 ? codecs : AudioCodec.Available, options ?? new LegOptions());

    public LegAnswer Accept(string answer)
    {
        if (LegDescription.Read(answer, _negotiation.OfferedCodecs!, byOwnOrder: false, out var read) is { } refusal)
        {
            return refusal;
        }

        var accepted = _negotiation.Accept(read!, out var terms);
        Terms = terms ?? Terms;
        return accepted;
    }

    public void Dispose() => _random.Dispose();

    /// <summary>A phone's description: its m= line, what follows, and c= of the session.</summary>
    public static string Says(string media, params IReadOnlyList<string> lines) => Says(media, "IN IP4 198.51.100.7", lines);

    public static string Says(string media, string connection, IReadOnlyList<string> lines) =>
        string.Join("\r\n", ["v=0", "o=- 1 1 IN IP4 198.51.100.7", "s=-", $"c={connection}", "t=0 0", $"m={media}", .. lines, ""]);

    public static IReadOnlyList<string> Lines(LegAnswer answer) => Lines(Assert.IsType<LegAnswer.Accepted>(answer).Sdp);

    public static IReadOnlyList<string> Lines(string sdp) => sdp.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public static string Line(LegAnswer answer, string beginning) =>
        Lines(answer).Single(line => line.StartsWith(beginning, StringComparison.Ordinal));
}
