using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;

namespace ConnectMe.Media.Tests.Peers;

/// <summary>A SIP phone's media: RTP over a socket of its own, plain or protected, a packet every 20 ms.</summary>
sealed class PhonePeer : IAsyncDisposable
{
    readonly Socket _socket;
    readonly AudioCodec _codec;
    readonly CancellationTokenSource _stopping = new();
    readonly Task _receiving;
    readonly TelephoneEventReceiver _digits = new(8000);
    Task _talking = Task.CompletedTask;
    volatile SrtpSession? _srtp;
    volatile IPEndPoint? _server;
    int _datagrams;
    int _seconds;

    public PhonePeer(AudioCodec codec, IPAddress? address = null)
    {
        _codec = codec;
        Address = address ?? IPAddress.Loopback;
        _socket = new Socket(Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(Address, 0));
        Ear = new Ear(AudioCodec.Available);
        Microphone = new Microphone(codec, BrowserPeer.PayloadTypeOf(codec), EventNumber);
        _receiving = Task.Run(Receive);
    }

    public Guid Leg { get; } = Guid.NewGuid();

    public IPAddress Address { get; }

    /// <summary>By which address it reaches the engine.</summary>
    public IPAddress Reached => Address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public Ear Ear { get; }

    public Microphone Microphone { get; }

    /// <summary>Where the server's SDP says that it listens.</summary>
    public IPEndPoint Server => _server!;

    /// <summary>From where anything has come.</summary>
    public HashSet<EndPoint> HeardFrom { get; } = [];

    /// <summary>How many datagrams have come, of whatever kind.</summary>
    public int Datagrams => Volatile.Read(ref _datagrams);

    /// <summary>Digits that have come as events.</summary>
    public string Digits { get; private set; } = "";

    /// <summary>The key that it offers in SDP.</summary>
    public CryptoAttribute? Crypto { get; init; }

    /// <summary>Sends the ClientHello when it talks, and has a=setup:active.</summary>
    public DtlsPeer? Dtls { get; set; }

    /// <summary>Any bytes from the phone's address.</summary>
    public void Send(ReadOnlySpan<byte> datagram) => _socket.SendTo(datagram, SocketFlags.None, _server!);

    /// <summary>What its SDP names, when that is not where it is: behind NAT.</summary>
    public IPEndPoint? Said { get; init; }

    public bool HasEvents { get; init; } = true;

    /// <summary>What it offers, or answers.</summary>
    public string Description(string direction = "sendrecv")
    {
        var at = Said ?? EndPoint;
        var number = BrowserPeer.PayloadTypeOf(_codec);
        var events = HasEvents ? $" {EventNumber}" : "";
        return string.Join(
            "\r\n",
            $"v=0",
            $"o=phone 1 1 {ConnectionAddress.Write(Address)}",
            "s=-",
            $"c={ConnectionAddress.Write(at.Address)}",
            "t=0 0",
            $"m=audio {at.Port} {(Dtls is not null ? "UDP/TLS/RTP/SAVP" : Crypto is not null ? "RTP/SAVP" : "RTP/AVP")} {number}{events}",
            Crypto is not null ? $"a=crypto:{Crypto.Write()}"
                : Dtls is not null ? $"a=fingerprint:{Dtls.Fingerprint}\r\na=setup:active"
                : "a=ptime:20",
            $"a=rtpmap:{new RtpMap(number, _codec.Name, _codec.ClockRate, _codec.Channels)}",
            HasEvents ? $"a=rtpmap:{EventNumber} telephone-event/{_codec.ClockRate}" : "a=ptime:20",
            $"a={direction}",
            ""
        );
    }

    /// <summary>Calls: offers, and talks when answered.</summary>
    public LegAnswer.Accepted Call(MediaEngine engine, LegOptions? options = null)
    {
        var answer = Assert.IsType<LegAnswer.Accepted>(engine.AnswerLeg(Leg, Description(), Reached, options ?? new LegOptions()));
        Talk(answer.Sdp);
        return answer;
    }

    /// <summary>Is called: answers, and talks.</summary>
    public LegAnswer.Accepted BeCalled(MediaEngine engine, LegOptions? options = null)
    {
        var offer = engine.OfferLeg(Leg, Reached, options ?? new LegOptions())!;
        var answer = Assert.IsType<LegAnswer.Accepted>(engine.AcceptAnswer(Leg, Description()));
        Talk(offer);
        return answer;
    }

    public void Talk(string serverSdp)
    {
        Assert.Equal(SdpMalformed.None, SdpReader.Read(serverSdp, out var session));
        var media = session!.Media[0];
        _server = new IPEndPoint(ConnectionAddress.TryParse(media.Connection ?? session.Connection)!, media.Port);
        if (Crypto is not null)
        {
            var theirs = media
                .Attributes.Where(attribute => attribute.Name == "crypto")
                .Select(attribute => CryptoAttribute.TryParse(attribute.Value)!)
                .Single(crypto => crypto.Tag == Crypto.Tag);
            _srtp = new SrtpSession(
                new SrtpKeyingMaterial(Crypto.Profile, Crypto.Key, theirs.Key, Crypto.Salt, theirs.Salt),
                isServer: false
            );
        }

        if (Dtls is not null)
        {
            _ = Shake(Dtls, DtlsFingerprint.TryParse(media.Find("fingerprint"))!);
        }

        if (_talking.IsCompleted)
        {
            _talking = Task.Run(Talk);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _talking; // it may be sending
        _socket.Dispose();
        await _receiving;
        Dtls?.Dispose();
        _srtp?.Dispose();
        Ear.Dispose();
        Microphone.Dispose();
        _stopping.Dispose();
    }

    async Task Shake(DtlsPeer dtls, DtlsFingerprint expected) => _srtp = DtlsPeer.Session(await dtls.Connect(expected));

    async Task Talk()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var began = Stopwatch.GetTimestamp();
        var packet = new byte[1500];
        for (var sent = 0; await Next(timer); )
        {
            for (; Stopwatch.GetElapsedTime(began).TotalMilliseconds >= sent * 20; sent++)
            {
                var length = Microphone.Next(packet);
                if (length > 0 && _srtp is { } srtp && srtp.ProtectRtp(packet, length, out length) != SrtpFailure.None)
                {
                    continue;
                }

                if (length > 0 && (_srtp is not null || Dtls is null))
                {
                    Send(packet.AsSpan(0, length));
                }
            }
        }
    }

    async Task<bool> Next(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task Receive()
    {
        var datagram = new byte[2048];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(
                    datagram,
                    SocketFlags.None,
                    new IPEndPoint(Address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0),
                    _stopping.Token
                );
                lock (HeardFrom)
                {
                    HeardFrom.Add(received.RemoteEndPoint);
                }

                Interlocked.Increment(ref _datagrams);
                Take(datagram.AsSpan(0, received.ReceivedBytes));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return; // the test is over
        }
    }

    void Take(Span<byte> datagram)
    {
        if (datagram[0] is >= 20 and <= 63)
        {
            Dtls?.Handle(datagram);
            return;
        }

        var length = datagram.Length;
        if (
            datagram[0] < 128
            || datagram[1] is >= 192 and <= 223
            || (Dtls is not null && _srtp is null)
            || (_srtp is { } srtp && srtp.UnprotectRtp(datagram, out length) != SrtpFailure.None)
            || RtpPacket.Read(datagram[..length], out var packet) != RtpMalformedReason.None
        )
        {
            return;
        }

        if (packet.PayloadType == EventNumber)
        {
            Digits += _digits.Handle(packet, DateTimeOffset.UnixEpoch.AddSeconds(++_seconds));
        }
        else
        {
            Ear.Hear(datagram[..length]);
        }
    }

    static readonly PayloadType EventNumber = new(101);
}
