using System.Net;
using System.Text;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Stun;
using ConnectMe.Media.Switching;
using ConnectMe.Media.Tests.Legs;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Tests.PeerConnections;

/// <summary>A browser on the other end of a <see cref="PeerConnection"/>, without sockets, handshake or waiting: time is what the test says.</summary>
sealed class SimulatedLine : IDisposable
{
    static readonly SrtpKeyingMaterial Keys = new(
        SrtpProtectionProfile.AeadAes128Gcm,
        new byte[16],
        new byte[16],
        new byte[12],
        new byte[12]
    );

    readonly SrtpSession _srtp = new(Keys, isServer: false);
    readonly byte[] _packet = new byte[1500];

    public SimulatedLine(Exchange exchange, SimulatedOutputs outputs, int number, AudioCodec codec, DateTimeOffset now, Guid? id = null)
    {
        Id = id ?? Guid.NewGuid();
        Codec = codec;
        Path = new Path(TransportAddress.Of(IPAddress.Loopback, 40000), TransportAddress.Of(IPAddress.Loopback, (ushort)(5000 + number)));
        var ice = new IceCredentials($"server{number}", "server-password-of-24-chr");
        var audio = new NegotiatedAudio(
            [(codec, new PayloadType(100))],
            new RtpMap(new PayloadType(101), "telephone-event", codec.ClockRate, 1),
            0
        );
        var terms = new ConnectionTerms(
            ice,
            "brws",
            audio,
            new Ssrc((uint)number),
            new SequenceNumber(65_500),
            new RtpTimestamp(uint.MaxValue - 5000),
            "x"u8.ToArray()
        );
        Connection = new PeerConnection(terms, _ => new NoDtls(), now);
        outputs.Lines.Add(Connection, this);
        exchange.Open(Id, Connection, now);
        Check(ice, now);
        Connection.Handle(new DtlsOutput.Connected(Keys));
        outputs.Drain(Connection);
        Stream = new StreamSplicer(new Ssrc((uint)(1000 + number)), new SequenceNumber(7), new RtpTimestamp(9), codec.ClockRate);
    }

    public Guid Id { get; }

    public AudioCodec Codec { get; }

    public Path Path { get; }

    public PeerConnection Connection { get; }

    /// <summary>What the browser sends by.</summary>
    public StreamSplicer Stream { get; }

    /// <summary>Headers of what the browser has received.</summary>
    public List<(RtpHeader Header, DateTimeOffset At, int Payload)> Received { get; } = [];

    public bool Records { get; set; } = true;

    /// <summary>The browser says 20 ms.</summary>
    public void Say(
        Exchange exchange,
        SimulatedOutputs outputs,
        DateTimeOffset now,
        byte payloadType = 100,
        params ReadOnlySpan<byte> payload
    )
    {
        payload = payload.IsEmpty ? Codec.Silence.Span : payload;
        var length = Stream.Next(new PayloadType(payloadType), payload.Length, now).Write(_packet, payload);
        _srtp.ProtectRtp(_packet, length, out length);
        Arrive(exchange, outputs, _packet.AsSpan(0, length), now);
    }

    public void Arrive(Exchange exchange, SimulatedOutputs outputs, Span<byte> datagram, DateTimeOffset now)
    {
        var heard = Connection.Handle(datagram, Path, now);
        outputs.Drain(Connection);
        Exchange.Hear(Connection, heard, now);
    }

    public void Take(ReadOnlySpan<byte> datagram, DateTimeOffset now)
    {
        if (!Records || datagram[0] < 128 || datagram[1] is >= 192 and <= 223)
        {
            return;
        }

        var copy = datagram.ToArray();
        Assert.Equal(SrtpFailure.None, _srtp.UnprotectRtp(copy, out var length));
        Assert.Equal(RtpMalformedReason.None, RtpPacket.Read(copy.AsSpan(0, length), out var packet));
        Received.Add(
            (
                new RtpHeader(packet.Marker, packet.PayloadType, packet.SequenceNumber, packet.Timestamp, packet.Ssrc),
                now,
                packet.Payload.Length
            )
        );
    }

    public void Dispose()
    {
        Connection.Dispose();
        _srtp.Dispose();
    }

    public void Check(IceCredentials ice, DateTimeOffset now)
    {
        var message = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(message, StunClass.Request, StunMethod.Binding, "transaction!"u8);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{ice.UsernameFragment}:brws"));
        writer.Add(StunAttribute.UseCandidate, []);
        using var key = new MessageIntegrity(Encoding.ASCII.GetBytes(ice.Password));
        writer.AddMessageIntegrity(key);
        writer.AddFingerprint();
        Assert.Equal(StunMalformedReason.None, StunMessage.Read(message.AsSpan(0, writer.Length), out var check));
        Connection.Handle(check, Path, now);
    }

    /// <summary>The library's edge: the keys come from the test.</summary>
    sealed class NoDtls : IDtlsTransport
    {
        public long Dropped => 0;

        public void Handle(ReadOnlySpan<byte> datagram) { }

        public void Close() { }

        public void Dispose() { }
    }
}

/// <summary>Carries out at once what an exchange wants, and remembers it.</summary>
sealed class SimulatedOutputs : ILineOutputs
{
    public Dictionary<MediaConnection, SimulatedLine> Lines { get; } = [];

    public Dictionary<MediaConnection, SimulatedPhone> Phones { get; } = [];

    public Exchange? Exchange { get; set; }

    public List<MediaEvent> Events { get; } = [];

    public HashSet<MediaConnection> Retired { get; } = [];

    public DateTimeOffset Now { get; set; }

    public int Sent { get; private set; }

    /// <summary>Whether what is sent arrives, or is only counted.</summary>
    public bool Records { get; set; } = true;

    public void Drain(MediaConnection connection)
    {
        while (connection.TryTake(out var output))
        {
            if (output.Kind == MediaOutputKind.Transmit)
            {
                Sent++;
                if (!Records)
                {
                    continue;
                }

                if (Phones.TryGetValue(connection, out var phone))
                {
                    phone.Take(output, Now);
                }
                else
                {
                    Lines[connection].Take(output.Datagram, Now);
                }
            }
            else
            {
                Exchange!.Handle(connection, output, Now);
            }
        }
    }

    public void Admit(MediaConnection connection) { }

    public void Retire(MediaConnection connection) => Retired.Add(connection);

    public void Report(MediaEvent happened) => Events.Add(happened);
}
