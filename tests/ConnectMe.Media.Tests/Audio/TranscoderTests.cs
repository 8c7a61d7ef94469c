using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Tests.Codecs;

namespace ConnectMe.Media.Tests.Audio;

public class TranscoderTests
{
    static readonly PayloadType Incoming = new(96);

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var from in AudioCodec.Available)
            {
                foreach (var to in AudioCodec.Available.Where(codec => codec != from))
                {
                    pairs.Add(from.Name, to.Name);
                }
            }

            return pairs;
        }
    }

    static AudioCodec Named(string name) => AudioCodec.Available.Single(codec => codec.Name == name);

    /// <summary>A tone of one codec goes in as packets, with losses; what comes out is decoded.</summary>
    static short[] Transcode(AudioCodec from, AudioCodec to, int frames, Func<int, bool> isLost)
    {
        using var transcoder = new Transcoder(from, Incoming, to);
        using var encoder = from.CreateEncoder();
        using var decoder = to.CreateDecoder();
        var tone = Signals.Tone(700, from.SampleRate, frames / 50.0);
        var (payload, datagram, heard) = (new byte[AudioCodec.MaximumPayload], new byte[1500], new short[frames * to.FrameSamples]);
        for (var i = 0; i < frames; i++)
        {
            var length = encoder.Encode(tone.AsSpan(i * from.FrameSamples, from.FrameSamples), payload);
            var header = new RtpHeader(
                false,
                Incoming,
                new SequenceNumber((ushort)(65500 + i)),
                new RtpTimestamp((uint)(i * 160)),
                new Ssrc(1)
            );
            var packetLength = header.Write(datagram, payload.AsSpan(0, length));
            Assert.Equal(RtpMalformedReason.None, RtpPacket.Read(datagram.AsSpan(0, packetLength), out var packet));
            if (!isLost(i))
            {
                transcoder.Handle(packet);
            }

            length = transcoder.Next(payload);
            if (length > 0)
            {
                Assert.Equal(to.FrameSamples, decoder.Decode(payload.AsSpan(0, length), heard.AsSpan(i * to.FrameSamples)));
            }
        }

        return heard;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void A_tone_is_heard_through_any_two_codecs(string from, string to)
    {
        var heard = Transcode(Named(from), Named(to), 100, _ => false).AsSpan(Named(to).SampleRate / 2);
        Assert.InRange(Signals.Amplitude(heard, 700, Named(to).SampleRate), 6800, 8800);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void One_packet_lost_in_twenty_leaves_no_hole(string from, string to)
    {
        var rate = Named(to).SampleRate;
        var heard = Transcode(Named(from), Named(to), 200, i => i % 20 == 19);
        for (var at = rate; at + rate / 50 <= heard.Length; at += rate / 50)
        {
            Assert.InRange(Signals.Level(heard.AsSpan(at, rate / 50)), 1000, 8500); // libopus itself lets a concealed tone sink to 1150
        }
    }

    [Fact]
    public void Transcoding_allocates_nothing_per_packet()
    {
        using var transcoder = new Transcoder(AudioCodec.G722, Incoming, AudioCodec.Pcma);
        var (payload, datagram) = (new byte[AudioCodec.MaximumPayload], new byte[172]);
        void Once(int i)
        {
            new RtpHeader(false, Incoming, new SequenceNumber((ushort)i), default, new Ssrc(1)).Write(
                datagram,
                AudioCodec.G722.Silence.Span
            );
            RtpPacket.Read(datagram, out var packet);
            transcoder.Handle(packet);
            transcoder.Next(payload);
        }

        for (var i = 0; i < 100; i++)
        {
            Once(i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 300; i++)
        {
            Once(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Packets_of_60_ms_come_out_as_three_of_20_ms()
    {
        using var transcoder = new Transcoder(AudioCodec.Pcma, Incoming, AudioCodec.Pcmu);
        var (payload, datagram) = (new byte[AudioCodec.MaximumPayload], new byte[12 + 480]);
        var written = 0;
        for (var tick = 0; tick < 60; tick++)
        {
            if (tick % 3 == 0)
            {
                new RtpHeader(false, Incoming, new SequenceNumber((ushort)(tick / 3)), default, new Ssrc(1)).Write(datagram);
                RtpPacket.Read(datagram, out var packet);
                transcoder.Handle(packet);
            }

            written += transcoder.Next(payload) == 160 ? 1 : 0;
        }

        Assert.InRange(written, 54, 57); // all but what the jitter buffer waited for at the beginning
    }
}
