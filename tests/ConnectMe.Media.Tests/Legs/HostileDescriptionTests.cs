using System.Diagnostics;
using System.Text;
using static ConnectMe.Media.Tests.Legs.Negotiator;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>Whoever can send an INVITE can send any text as its SDP: each gets an answer or a reason, and none costs more than reading it.</summary>
public sealed class HostileDescriptionTests : IDisposable
{
    readonly Negotiator _leg = new();

    static readonly string[] Seeds =
    [
        Says(
            "audio 4000 RTP/AVP 0 8 9 18 101",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "a=rtcp:4001",
            "a=sendrecv",
            "a=ptime:20"
        ),
        Says(
            "audio 4000 RTP/SAVP 8 96",
            "a=rtpmap:96 opus/48000/2",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw|2^31",
            "a=crypto:2 AEAD_AES_128_GCM inline:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3OA==|1:4",
            "m=video 0 RTP/AVP 31"
        ),
        Says("audio 4000 UDP/TLS/RTP/SAVP 0", $"a=fingerprint:{Fingerprint}", "a=setup:actpass", "a=rtcp-mux", "a=mid:0"),
        Says("audio 4000 RTP/AVP 0", "IN IP6 2001:db8::7", ["a=inactive", "c=IN IP4 0.0.0.0"]),
    ];

    [Fact]
    [Spec("H2")]
    public void Mutated_descriptions_are_accepted_or_refused_and_never_break_anything()
    {
        var random = new Random(45_683_264);
        var (began, accepted, refused) = (Stopwatch.GetTimestamp(), 0, 0);
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2) && accepted + refused < 20_000)
        {
            var text = Mutate(new StringBuilder(Seeds[random.Next(Seeds.Length)]), random);
            LegAnswer answer;
            if (random.Next(2) == 0)
            {
                answer = _leg.Answer(text);
            }
            else
            {
                _leg.Offer(new LegOptions { Encryption = (MediaEncryption)random.Next(3), Keying = (SrtpKeying)random.Next(2) });
                answer = _leg.Accept(text);
            }

            if (answer is LegAnswer.Refused(var reason, _))
            {
                Assert.NotEmpty(reason);
                Assert.True(reason.Length < 200);
                refused++;
            }
            else
            {
                accepted++;
            }
        }

        Assert.True(accepted > 0 && refused > 0, $"{accepted} accepted, {refused} refused: the mutations are too tame or too wild");
    }

    [Fact]
    [Spec("H2")]
    public void What_is_far_too_long_is_refused_at_once()
    {
        Assert.IsType<LegAnswer.Refused>(_leg.Answer(Says("audio 4000 RTP/AVP 0") + new string('a', 70_000)));
        Assert.IsType<LegAnswer.Refused>(_leg.Answer(string.Concat(Enumerable.Repeat(Says("audio 4000 RTP/AVP 0"), 100))));
    }

    public void Dispose() => _leg.Dispose();

    static string Mutate(StringBuilder text, Random random)
    {
        for (var changes = random.Next(0, 6); changes > 0 && text.Length > 2; changes--)
        {
            var at = random.Next(text.Length - 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 40)));
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(1, 200))));
                    break;
                case 2:
                    text[at] = (char)random.Next(0, 0x250);
                    break;
                case 3:
                    text.Insert(at, random.Next(2) == 0 ? "\r\n" : " ");
                    break;
                default:
                    text.Insert(at, random.NextInt64(long.MinValue, long.MaxValue));
                    break;
            }
        }

        return text.ToString();
    }
}
