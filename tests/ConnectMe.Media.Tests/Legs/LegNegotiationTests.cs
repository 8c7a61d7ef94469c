using System.Net;
using ConnectMe.Media.Codecs;
using static ConnectMe.Media.Tests.Legs.Negotiator;

namespace ConnectMe.Media.Tests.Legs;

/// <summary>RFC 3264 with phones and trunks: codecs, directions, addresses, sections.</summary>
public sealed class LegNegotiationTests : IDisposable
{
    readonly Negotiator _leg = new();

    [Fact]
    public void An_offer_is_answered_with_our_port_and_its_codecs_in_its_order()
    {
        var answer = _leg.Answer(
            Says("audio 4000 RTP/AVP 18 8 0 9 101", "a=rtpmap:18 G729/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16")
        );

        Assert.Equal("m=audio 20000 RTP/AVP 8 0 9 101", Line(answer, "m="));
        Assert.Equal("c=IN IP4 192.0.2.1", Line(answer, "c="));
        Assert.Contains("a=rtpmap:8 PCMA/8000", Lines(answer));
        Assert.Contains("a=rtpmap:101 telephone-event/8000", Lines(answer));
        Assert.Contains("a=ptime:20", Lines(answer));
        Assert.Contains("a=sendrecv", Lines(answer));
        Assert.Equal(
            new LegAnswer.Accepted(((LegAnswer.Accepted)answer).Sdp, MediaDirection.SendReceive, "PCMA", IsEncrypted: false),
            answer
        );
        Assert.Equal("198.51.100.7:4000", _leg.Terms!.Remote.ToString());
        Assert.Equal("198.51.100.7:4001", _leg.Terms.RemoteRtcp.ToString());
    }

    [Fact]
    public void With_codecs_of_ours_it_is_our_order_that_counts_and_others_are_left_out()
    {
        var answer = _leg.Answer(Says("audio 4000 RTP/AVP 0 9 8"), null, AudioCodec.Pcma, AudioCodec.Pcmu);

        Assert.Equal("m=audio 20000 RTP/AVP 8 0", Line(answer, "m="));
    }

    [Fact]
    public void Opus_keeps_the_number_that_the_offer_gives_it()
    {
        var answer = _leg.Answer(Says("audio 4000 RTP/AVP 96 0", "a=rtpmap:96 opus/48000/2"));

        Assert.Equal("m=audio 20000 RTP/AVP 96 0", Line(answer, "m="));
        Assert.Contains("a=rtpmap:96 opus/48000/2", Lines(answer));
    }

    [Fact]
    public void Video_and_a_second_audio_section_are_declined_in_their_place()
    {
        var answer = _leg.Answer(
            Says(
                "video 5000 RTP/AVP 99",
                "a=rtpmap:99 H264/90000",
                "m=audio 4000 RTP/AVP 0",
                "m=audio 4002 RTP/AVP 8",
                "m=image 0 udptl t38"
            )
        );

        Assert.Equal(
            ["m=video 0 RTP/AVP 99", "m=audio 20000 RTP/AVP 0", "m=audio 0 RTP/AVP 8", "m=image 0 udptl t38"],
            Lines(answer).Where(line => line.StartsWith("m=", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("a=sendonly", "IN IP4 198.51.100.7", "a=recvonly", MediaDirection.SendOnly)]
    [InlineData("a=recvonly", "IN IP4 198.51.100.7", "a=sendonly", MediaDirection.ReceiveOnly)]
    [InlineData("a=inactive", "IN IP4 198.51.100.7", "a=inactive", MediaDirection.Inactive)]
    [InlineData("a=sendrecv", "IN IP4 0.0.0.0", "a=recvonly", MediaDirection.SendOnly)]
    [InlineData("a=inactive", "IN IP4 0.0.0.0", "a=inactive", MediaDirection.Inactive)]
    public void A_phone_that_holds_is_noticed(string direction, string connection, string answered, MediaDirection expected)
    {
        _leg.Answer(Says("audio 4000 RTP/AVP 8"));

        var answer = _leg.Answer(Says("audio 4000 RTP/AVP 8", connection, [direction]));

        Assert.Contains(answered, Lines(answer));
        var accepted = Assert.IsType<LegAnswer.Accepted>(answer);
        Assert.Equal(expected, accepted.Direction);
        Assert.Equal(expected != MediaDirection.ReceiveOnly, accepted.IsHeld);
    }

    [Fact]
    public void A_direction_of_the_session_is_that_of_its_sections()
    {
        var offer = Says("audio 4000 RTP/AVP 8").Replace("t=0 0", "t=0 0\r\na=sendonly", StringComparison.Ordinal);

        Assert.Equal(MediaDirection.SendOnly, Assert.IsType<LegAnswer.Accepted>(_leg.Answer(offer)).Direction);
    }

    [Fact]
    public void The_version_of_our_description_goes_up_only_when_it_changes()
    {
        var offer = Says("audio 4000 RTP/AVP 8");
        var first = _leg.Answer(offer);
        var again = _leg.Answer(offer.Replace("o=- 1 1", "o=- 1 2", StringComparison.Ordinal));
        var held = _leg.Answer(Says("audio 4000 RTP/AVP 8", "a=sendonly"));
        var resumed = _leg.Answer(offer);

        Assert.Equal(((LegAnswer.Accepted)first).Sdp, ((LegAnswer.Accepted)again).Sdp);
        Assert.Equal(["1", "2", "3"], new[] { first, held, resumed }.Select(answer => Line(answer, "o=").Split(' ')[2]));
    }

    [Fact]
    public void Reports_go_where_the_phone_wants_them()
    {
        _leg.Answer(Says("audio 4000 RTP/AVP 8", "a=rtcp:4500"));
        Assert.Equal("198.51.100.7:4500", _leg.Terms!.RemoteRtcp.ToString());

        _leg.Answer(Says("audio 4000 RTP/AVP 8", "a=rtcp:4500 IN IP4 203.0.113.9"));
        Assert.Equal("198.51.100.7:4500", _leg.Terms!.RemoteRtcp.ToString()); // another machine is no place for them

        var answer = _leg.Answer(Says("audio 4000 RTP/AVP 8", "a=rtcp-mux"));
        Assert.True(_leg.Terms!.Mux);
        Assert.Contains("a=rtcp-mux", Lines(answer));
    }

    [Fact]
    public void An_IPv6_address_is_read()
    {
        _leg.Answer(Says("audio 4000 RTP/AVP 8", "IN IP6 2001:db8::7", []));

        Assert.Equal("[2001:db8::7]:4000", _leg.Terms!.Remote.ToString());
    }

    [Fact]
    public void The_address_of_a_section_goes_before_that_of_the_session()
    {
        _leg.Answer(Says("audio 4000 RTP/AVP 8", "c=IN IP4 198.51.100.8"));

        Assert.Equal("198.51.100.8:4000", _leg.Terms!.Remote.ToString());
    }

    [Theory]
    [InlineData("hello", LegRefusal.Malformed, "the description does not begin with v=")]
    [InlineData(
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nm=audio x RTP/AVP 0\r\n",
        LegRefusal.Malformed,
        "line 3: the port is not a number from 0 to 65535"
    )]
    [InlineData("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nm=audio 4000 RTP/AVP 0\r\n", LegRefusal.NotAcceptable, "c= is missing")]
    public void What_is_no_offer_is_refused_with_its_reason(string offer, LegRefusal kind, string reason)
    {
        Assert.Equal(new LegAnswer.Refused(reason, kind), _leg.Answer(offer));
    }

    [Theory]
    [InlineData("audio 0 RTP/AVP 0", "there is no audio section")]
    [InlineData("video 4000 RTP/AVP 99", "there is no audio section")]
    [InlineData("audio 4000 TCP/MRCPv2 1", "the audio section is TCP/MRCPv2, which is no RTP over UDP")]
    [InlineData("audio 4000 RTP/SAVP 0", "the audio section has no a=crypto that can be used")]
    [InlineData("audio 4000 UDP/TLS/RTP/SAVP 0", "a=fingerprint is missing in the audio section")]
    [InlineData("audio 4000 RTP/AVP 0 0", "payload type 0 is offered twice")]
    [InlineData("audio 4000 RTP/AVP 300", "payload type 300 is not a number from 0 to 127")]
    public void What_cannot_be_done_is_refused_with_its_reason(string media, string reason)
    {
        Assert.Equal(new LegAnswer.Refused(reason, LegRefusal.NotAcceptable), _leg.Answer(Says(media)));
    }

    [Theory]
    [InlineData("IN IP4 phone.example.com")]
    [InlineData("IN IP4 224.2.1.1/127/3")]
    [InlineData("IN IP4 239.0.0.1")]
    [InlineData("IN IP4 255.255.255.255")]
    [InlineData("IN IP4 2001:db8::1")]
    [InlineData("IN IP6 ff02::1")]
    [InlineData("IN IP6 ::ffff:192.0.2.1")]
    [InlineData("IN IP4 0.0.0.1")]
    [InlineData("TN RFC2543 1")]
    [InlineData("IN IP4")]
    public void Audio_is_not_sent_to_groups_names_or_nonsense(string connection)
    {
        var refused = Assert.IsType<LegAnswer.Refused>(_leg.Answer(Says("audio 4000 RTP/AVP 0", connection, [])));

        Assert.Equal($"c={connection} is not an address that audio can be sent to", refused.Reason);
    }

    [Theory]
    [InlineData("IN IP4 127.0.0.1")]
    [InlineData("IN IP4 127.8.9.10")]
    [InlineData("IN IP6 ::1")]
    public void Audio_is_not_sent_to_this_machine_on_the_word_of_another(string connection)
    {
        var elsewhere = new LegOptions { SignalledFrom = IPAddress.Parse("198.51.100.7") };

        Assert.IsType<LegAnswer.Refused>(_leg.Answer(Says("audio 4000 RTP/AVP 0", connection, []), elsewhere));
        Assert.IsType<LegAnswer.Accepted>(
            _leg.Answer(Says("audio 4000 RTP/AVP 0", connection, []), new LegOptions { SignalledFrom = IPAddress.Loopback })
        );
    }

    [Fact]
    public void A_codec_that_we_have_not_is_refused_by_name_of_those_we_have()
    {
        var answer = _leg.Answer(Says("audio 4000 RTP/AVP 18", "a=rtpmap:18 G729/8000"), null, AudioCodec.Pcma, AudioCodec.Pcmu);

        Assert.Equal(new LegAnswer.Refused("the audio section offers none of PCMA, PCMU", LegRefusal.NotAcceptable), answer);
    }

    [Fact]
    public void Our_offer_names_our_codecs_and_its_answer_chooses()
    {
        var offer = _leg.Offer(null, AudioCodec.G722, AudioCodec.Pcma);
        Assert.Contains("m=audio 20000 RTP/AVP 9 8 101", Lines(offer));
        Assert.Contains("a=rtpmap:9 G722/8000", Lines(offer));
        Assert.Contains("a=sendrecv", Lines(offer));
        Assert.DoesNotContain("crypto", offer, StringComparison.Ordinal);

        var answer = _leg.Accept(Says("audio 4000 RTP/AVP 8 101", "a=rtpmap:101 telephone-event/8000"));

        Assert.Equal(new LegAnswer.Accepted("", MediaDirection.SendReceive, "PCMA", IsEncrypted: false), answer);
        Assert.Equal(101, _leg.Terms!.Audio.TelephoneEvent!.Value.PayloadType.Value);
    }

    [Fact]
    public void An_answer_with_numbers_of_its_own_is_sent_those_and_sends_ours()
    {
        _leg.Offer(null, AudioCodec.Opus);

        _leg.Accept(Says("audio 4000 RTP/AVP 96 97", "a=rtpmap:96 opus/48000/2", "a=rtpmap:97 telephone-event/48000"));

        var audio = _leg.Terms!.Audio;
        Assert.Equal(96, audio.PayloadTypeOf(AudioCodec.Opus)!.Value.Value);
        Assert.Equal(AudioCodec.Opus, audio.CodecOf(new(111)));
        Assert.True(audio.IsTelephoneEvent(new(101)) && audio.IsTelephoneEvent(new(110)));
    }

    [Fact]
    public void An_answer_that_declines_is_refused_and_leaves_all_as_it_was()
    {
        _leg.Answer(Says("audio 4000 RTP/AVP 8"));
        var before = _leg.Terms;
        _leg.Offer(null, AudioCodec.Pcma);

        Assert.Equal(new LegAnswer.Refused("there is no audio section", LegRefusal.NotAcceptable), _leg.Accept(Says("audio 0 RTP/AVP 8")));
        Assert.Same(before, _leg.Terms);
    }

    [Fact]
    public void Of_the_answers_of_several_phones_the_last_counts()
    {
        _leg.Offer(null, AudioCodec.Pcma);
        _leg.Accept(Says("audio 4000 RTP/AVP 8"));
        _leg.Accept(Says("audio 6000 RTP/AVP 8"));

        Assert.Equal(IPEndPoint.Parse("198.51.100.7:6000"), _leg.Terms!.Remote!.Value.ToIPEndPoint());
    }

    public void Dispose() => _leg.Dispose();
}
