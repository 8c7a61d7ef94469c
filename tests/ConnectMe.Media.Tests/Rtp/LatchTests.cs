using System.Net;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Tests.Rtp;

public sealed class LatchTests
{
    static readonly TransportAddress Signalled = TransportAddress.Of(IPEndPoint.Parse("10.0.0.7:4000"));
    static readonly TransportAddress Behind = TransportAddress.Of(IPEndPoint.Parse("203.0.113.5:61000"));
    static readonly TransportAddress Stranger = TransportAddress.Of(IPEndPoint.Parse("198.51.100.66:5000"));
    static readonly IPAddress SignalledFrom = IPAddress.Parse("203.0.113.5");

    readonly Latch _latch = new();
    readonly byte[] _packet = new byte[172];
    ushort _sequence = 100;

    public LatchTests() => _latch.Open(Signalled, SignalledFrom);

    [Fact]
    public void Until_something_comes_audio_goes_where_the_SDP_says()
    {
        Assert.Equal(Signalled, _latch.Remote);
        Assert.False(_latch.IsLocked);
    }

    [Fact]
    public void The_first_packet_from_there_settles_it()
    {
        Assert.True(Hears(Signalled));
        Assert.True(_latch.IsLocked);
        Assert.False(_latch.Admits(Behind));
    }

    [Fact]
    [Spec("H3")]
    public void Behind_NAT_the_source_is_learned_from_five_packets_in_a_row_of_which_four_are_not_heard()
    {
        Assert.Equal([false, false, false, false, true, true], Enumerable.Range(0, 6).Select(_ => Hears(Behind)));
        Assert.Equal(Behind, _latch.Remote);
    }

    [Fact]
    public void Packets_out_of_any_order_prove_nothing()
    {
        for (var i = 0; i < 50; i++)
        {
            _sequence += 1000;
            Assert.False(Hears(Behind));
        }

        Assert.Equal(Signalled, _latch.Remote);
    }

    [Fact]
    [Spec("H3")]
    public void Where_the_SIP_comes_from_is_known_others_are_never_learned()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.False(_latch.Admits(Stranger));
        }
    }

    [Fact]
    [Spec("H3")]
    public void Once_a_source_is_known_no_other_is_heard()
    {
        Enumerable.Range(0, 5).ToList().ForEach(_ => Hears(Behind));

        Assert.False(_latch.Admits(Stranger));
        Assert.False(_latch.Admits(TransportAddress.Of(IPEndPoint.Parse("203.0.113.5:61001"))));
        Assert.Equal(Behind, _latch.Remote);
    }

    [Fact]
    public void The_address_of_the_SDP_takes_the_place_of_whoever_was_faster()
    {
        Enumerable.Range(0, 5).ToList().ForEach(_ => Hears(Behind));

        Assert.True(Hears(Signalled));
        Assert.Equal(Signalled, _latch.Remote);
        Assert.False(_latch.Admits(Behind));
    }

    [Fact]
    public void A_phone_that_is_hidden_among_many_ports_of_a_sprayer_is_still_found()
    {
        _latch.Open(Signalled, signalledFrom: null);
        var sequence = (ushort)0;
        for (var i = 0; i < 20; i++)
        {
            for (ushort port = 0; port < 3; port++)
            {
                _sequence = (ushort)(i * 7);
                Hears(TransportAddress.Of(IPAddress.Parse("198.51.100.66"), (ushort)(5000 + port)));
            }

            _sequence = sequence++;
            Hears(Behind);
        }

        Assert.Equal(Behind, _latch.Remote);
    }

    [Fact]
    public void An_offer_with_the_same_address_opens_the_window_again_and_keeps_sending_where_it_was()
    {
        Enumerable.Range(0, 5).ToList().ForEach(_ => Hears(Behind));

        _latch.Open(Signalled, SignalledFrom);

        Assert.Equal(Behind, _latch.Remote);
        Assert.True(Hears(Behind)); // at once
        Assert.False(_latch.Admits(Stranger));
    }

    [Fact]
    public void An_offer_with_another_address_is_followed()
    {
        Enumerable.Range(0, 5).ToList().ForEach(_ => Hears(Behind));

        _latch.Open(Stranger, SignalledFrom);

        Assert.Equal(Stranger, _latch.Remote);
        Assert.True(Hears(Stranger));
        Assert.False(_latch.Admits(Behind));
    }

    [Fact]
    public void Authentic_packets_need_no_proof_and_the_first_source_stays()
    {
        _latch.Learn(Stranger);
        _latch.Learn(Behind);

        Assert.Equal(Stranger, _latch.Remote);
    }

    bool Hears(TransportAddress source)
    {
        var header = new RtpHeader(false, PayloadType.Pcma, new SequenceNumber(_sequence++), new RtpTimestamp(0), new Ssrc(7));
        header.Write(_packet);
        Assert.Equal(RtpMalformedReason.None, RtpPacket.Read(_packet, out var packet));
        return _latch.Admits(source) && _latch.Learn(source, packet);
    }
}
