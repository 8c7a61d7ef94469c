using System.Net;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media.Tests.Sdp;

public sealed class OfferAnswerTests
{
    static readonly AudioCodec[] All = [AudioCodec.Opus, AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu];
    static readonly DtlsFingerprint Fingerprint = DtlsFingerprint.Of("certificate"u8);

    [Fact]
    public void Chromium_is_answered_with_its_own_numbers_and_nothing_it_did_not_need_to_ask()
    {
        Assert.Equal(
            $"""
            v=0
            o=- 7 1 IN IP4 192.0.2.1
            s=-
            t=0 0
            a=ice-lite
            a=group:BUNDLE 0
            m=audio 40000 UDP/TLS/RTP/SAVPF 111 9 8 0 110
            c=IN IP4 192.0.2.1
            a=mid:0
            a=sendrecv
            a=rtcp-mux
            a=ice-ufrag:srvfrag1
            a=ice-pwd:server-password-of-24-chr
            a=fingerprint:{Fingerprint}
            a=setup:passive
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:9 G722/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:110 telephone-event/48000
            a=fmtp:110 0-15
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=ssrc:99 cname:nobody
            a=ptime:20
            a=candidate:1 1 udp 2130706431 192.0.2.1 40000 typ host
            a=candidate:2 1 tcp 1520435199 192.0.2.1 40000 typ host tcptype passive
            a=end-of-candidates

            """.ReplaceLineEndings("\r\n"),
            Answer(Transcript.Chrome)
        );
    }

    [Fact]
    public void Firefox_is_answered_with_its_own_numbers_and_the_telephone_event_it_has()
    {
        var answer = Answer(Transcript.Firefox);

        Assert.Contains("m=audio 40000 UDP/TLS/RTP/SAVPF 109 9 8 0 101\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=rtpmap:101 telephone-event/8000\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=group:BUNDLE 0\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_the_session_counts_for_the_section_and_the_section_wins()
    {
        var offer = Accepted(Transcript.Firefox);

        Assert.Equal("7245f13a", offer.Ice.UsernameFragment);
        Assert.StartsWith("9C:E4:4F", offer.Fingerprint.ColonHex, StringComparison.Ordinal); // of the session

        var other = Accepted(
            Transcript.Firefox.Replace("a=mid:0\r\n", $"a=mid:0\r\na=fingerprint:{Fingerprint}\r\n", StringComparison.Ordinal)
        );
        Assert.Equal(Fingerprint, other.Fingerprint);
    }

    [Fact]
    public void Camera_and_data_channel_keep_their_place_in_the_answer_with_port_0()
    {
        var answer = Answer(Transcript.ChromeWithCamera);

        Assert.Equal(SdpMalformed.None, SdpReader.Read(answer, out var session));
        Assert.Equal(["audio", "video", "application"], session!.Media.Select(media => media.Kind));
        Assert.Equal([40000, 0, 0], session.Media.Select(media => media.Port));
        Assert.Equal(["0", "1", "2"], session.Media.Select(media => media.Mid));
        Assert.Contains("a=group:BUNDLE 0\r\n", answer, StringComparison.Ordinal); // RFC 9143 §7.3.3: what is rejected leaves the group
    }

    [Fact]
    public void An_audio_section_after_the_camera_is_found()
    {
        var offer = Transcript.ChromeWithCamera;
        var (audio, video, data) = (
            offer.IndexOf("m=audio", StringComparison.Ordinal),
            offer.IndexOf("m=video", StringComparison.Ordinal),
            offer.IndexOf("m=application", StringComparison.Ordinal)
        );

        var answer = Answer(offer[..audio] + offer[video..data] + offer[audio..video] + offer[data..]);

        Assert.Equal(SdpMalformed.None, SdpReader.Read(answer, out var session));
        Assert.Equal([0, 40000, 0], session!.Media.Select(media => media.Port));
    }

    [Fact]
    public void Without_Opus_the_answer_begins_with_G722_and_has_its_telephone_event()
    {
        var answer = Answer(Transcript.Chrome, [AudioCodec.G722, AudioCodec.Pcma, AudioCodec.Pcmu]);

        Assert.Contains("m=audio 40000 UDP/TLS/RTP/SAVPF 9 8 0 126\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("opus", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Static_payload_types_need_no_rtpmap()
    {
        var offer = Transcript.Chrome.Replace("a=rtpmap:8 PCMA/8000\r\n", "", StringComparison.Ordinal);

        Assert.Contains((AudioCodec.Pcma, PayloadType.Pcma), Accepted(offer).Audio.Codecs);
    }

    [Theory]
    [InlineData("sendrecv", "sendrecv")]
    [InlineData("sendonly", "recvonly")]
    [InlineData("recvonly", "sendonly")]
    [InlineData("inactive", "inactive")]
    public void Directions_are_answered_the_other_way_round(string offered, string answered)
    {
        var offer = Transcript.Chrome.Replace("a=sendrecv", $"a={offered}", StringComparison.Ordinal);

        Assert.Contains($"a=rtcp-mux\r\n", Answer(offer), StringComparison.Ordinal);
        Assert.Contains($"\r\na={answered}\r\n", Answer(offer), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_public_addresses_are_several_candidates_of_falling_priority()
    {
        var answer = Answer(Transcript.Chrome, All, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"));

        Assert.Contains("a=candidate:1 1 udp 2130706431 192.0.2.1 40000 typ host\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("a=candidate:2 1 udp 2130706175 2001:db8::1 40000 typ host\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_address_is_a_passive_candidate_of_TCP_too_and_all_of_UDP_come_first()
    {
        var answer = Answer(Transcript.Chrome, All, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"));
        var candidates = answer.Split("\r\n").Where(line => line.StartsWith("a=candidate:", StringComparison.Ordinal)).ToList();

        Assert.Equal("a=candidate:3 1 tcp 1520435199 192.0.2.1 40000 typ host tcptype passive", candidates[2]); // RFC 6544 §4.5
        Assert.Equal("a=candidate:4 1 tcp 1520434943 2001:db8::1 40000 typ host tcptype passive", candidates[3]);
        var priorities = candidates.ConvertAll(line => uint.Parse(line.Split(' ')[3]));
        Assert.Equal(priorities.OrderDescending(), priorities);
        Assert.DoesNotContain("tcptype", Answer(Transcript.Chrome, tcp: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_codec_is_answered_once_though_offered_twice()
    {
        var offer =
            Transcript.Chrome.Replace("RTP/SAVPF 111", "RTP/SAVPF 100 111", StringComparison.Ordinal) + "a=rtpmap:100 opus/48000/2\r\n";

        Assert.Contains("m=audio 40000 UDP/TLS/RTP/SAVPF 100 9 8 0 110\r\n", Answer(offer), StringComparison.Ordinal);
    }

    internal static AudioOffer Accepted(string text, IReadOnlyList<AudioCodec>? codecs = null)
    {
        Assert.Null(AudioOffer.Read(text, codecs ?? All, out var offer));
        return offer!;
    }

    static string Answer(string offer, IReadOnlyList<AudioCodec>? codecs = null, params IReadOnlyList<IPAddress> addresses) =>
        Answer(offer, tcp: true, codecs, addresses);

    static string Answer(string offer, bool tcp, IReadOnlyList<AudioCodec>? codecs = null, params IReadOnlyList<IPAddress> addresses) =>
        OfferAnswer.Answer(
            Accepted(offer, codecs),
            new AnswerTerms(
                SessionId: 7,
                Addresses: addresses.Count > 0 ? addresses : [IPAddress.Parse("192.0.2.1")],
                Port: 40000,
                Tcp: tcp,
                new IceCredentials("srvfrag1", "server-password-of-24-chr"),
                Fingerprint,
                new Ssrc(99),
                "nobody"
            )
        );
}
