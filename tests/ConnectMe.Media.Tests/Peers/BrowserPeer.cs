using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Stun;

namespace ConnectMe.Media.Tests.Peers;

/// <summary>
/// A browser without the browser: offers one audio section, checks and nominates, shakes hands, and talks and hears over a real UDP socket, or over TCP.
/// </summary>
sealed class BrowserPeer : IAsyncDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    readonly IceCredentials _ice;
    readonly DtlsPeer _dtls;
    readonly CancellationTokenSource _stopping = new();
    readonly Task _receiving;
    readonly Lock _sending = new();
    Framed? _stream;
    Task _receivingStream = Task.CompletedTask;
    Task _talking = Task.CompletedTask;
    IPEndPoint? _server;
    IceCredentials? _serverIce;
    SrtpSession? _srtp;

    public BrowserPeer(params IReadOnlyList<AudioCodec> codecs)
    {
        Codecs = codecs.Count > 0 ? codecs : AudioCodec.Available;
        using var random = RandomNumberGenerator.Create();
        _ice = IceCredentials.Create(random);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.ReceiveBufferSize = 1 << 20;
        _dtls = new DtlsPeer(Send);
        Ear = new Ear(Codecs);
        Microphone = new Microphone(Codecs[0], PayloadTypeOf(Codecs[0]));
        _receiving = Task.Run(Receive);
    }

    public IReadOnlyList<AudioCodec> Codecs { get; }

    public Guid Line { get; init; } = Guid.NewGuid();

    /// <summary>UDP does not get through: it connects to the candidate of TCP.</summary>
    public bool OverTcp { get; init; }

    public Ear Ear { get; }

    public Microphone Microphone { get; }

    public string ServerUsernameFragment => _serverIce!.UsernameFragment;

    /// <summary>As Chromium writes it, but for what we have no use for.</summary>
    public string Offer
    {
        get
        {
            var text = new StringBuilder("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n");
            text.Append($"m=audio 9 UDP/TLS/RTP/SAVPF {string.Join(' ', Codecs.Select(PayloadTypeOf))} 110\r\nc=IN IP4 0.0.0.0\r\n");
            text.Append($"a=ice-ufrag:{_ice.UsernameFragment}\r\na=ice-pwd:{_ice.Password}\r\n");
            text.Append($"a=fingerprint:{_dtls.Fingerprint}\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n");
            foreach (var codec in Codecs)
            {
                text.Append($"a=rtpmap:{new RtpMap(PayloadTypeOf(codec), codec.Name, codec.ClockRate, codec.Channels)}\r\n");
            }

            text.Append($"a=rtpmap:110 telephone-event/{Codecs[0].ClockRate}\r\n");
            return text.ToString();
        }
    }

    /// <summary>Opens the line and waits until its keys are there.</summary>
    public async Task Connect(MediaEngine engine)
    {
        Answer(Assert.IsType<LineAnswer.Accepted>(engine.OpenLine(Line, Offer, IPAddress.Loopback)).Sdp, out var fingerprint);
        Check();
        await Handshake(fingerprint);
        _talking = Task.Run(Talk);
    }

    public async Task Handshake(DtlsFingerprint expected) => _srtp = DtlsPeer.Session(await _dtls.Connect(expected));

    /// <summary>Opens the line and takes the answer, no more.</summary>
    public void Answer(string sdp, out DtlsFingerprint fingerprint)
    {
        Assert.Equal(SdpMalformed.None, SdpReader.Read(sdp, out var answer));
        var audio = answer!.Media[0];
        _serverIce = new IceCredentials(audio.Find("ice-ufrag")!, audio.Find("ice-pwd")!);
        _server = new IPEndPoint(IPAddress.Loopback, audio.Port);
        fingerprint = DtlsFingerprint.TryParse(audio.Find("fingerprint"))!;
        if (OverTcp)
        {
            MoveToTcp();
        }
    }

    /// <summary>Sends and hears over a new TCP connection from now on, on which a check comes first.</summary>
    public void MoveToTcp()
    {
        var stream = Framed.Connect(_server!);
        lock (_sending)
        {
            _stream = stream;
            Check(); // before the microphone comes to it
        }

        _receivingStream = Task.WhenAll(_receivingStream, Task.Run(() => stream.Receive(Take, _stopping.Token)));
    }

    public void MoveToUdp()
    {
        lock (_sending)
        {
            _stream!.Dispose();
            _stream = null;
        }
    }

    /// <summary>Reads nothing any more, so that what is sent to it piles up.</summary>
    public void StopReading() => _stream!.IsReading = false;

    public void ReadOn() => _stream!.IsReading = true;

    /// <summary>Its TCP connection ends, as when the network has gone.</summary>
    public void Reset() => _stream!.Dispose();

    /// <summary>A check that nominates, and is the consent for the next 30 s.</summary>
    public void Check()
    {
        Span<byte> message = stackalloc byte[StunLimits.Message];
        Span<byte> transaction = stackalloc byte[12];
        RandomNumberGenerator.Fill(transaction);
        var writer = new StunMessageWriter(message, StunClass.Request, StunMethod.Binding, transaction);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{_serverIce!.UsernameFragment}:{_ice.UsernameFragment}"));
        writer.Add(StunAttribute.Priority, 1000u);
        writer.Add(StunAttribute.IceControlling, 1ul);
        writer.Add(StunAttribute.UseCandidate, []);
        using var key = new MessageIntegrity(Encoding.ASCII.GetBytes(_serverIce.Password));
        writer.AddMessageIntegrity(key);
        writer.AddFingerprint();
        Send(message[..writer.Length]);
    }

    /// <summary>Any bytes from this peer's own address.</summary>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        lock (_sending)
        {
            if (_stream is { } stream)
            {
                stream.Send(datagram);
            }
            else
            {
                _socket.SendTo(datagram, SocketFlags.None, _server!);
            }
        }
    }

    /// <summary>Sends digits as events, in place of the microphone's sound.</summary>
    public void Dial(string digits) => Microphone.Dial(digits);

    /// <summary>What pc.close() does.</summary>
    public void SayGoodbye() => _dtls.SendCloseNotify();

    public bool HasServerSaidGoodbye => _dtls.HasServerClosed();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _talking; // it may be sending
        _socket.Dispose();
        _stream?.Dispose();
        await _receiving;
        await _receivingStream;
        _dtls.Dispose();
        _srtp?.Dispose();
        Ear.Dispose();
        Microphone.Dispose();
        _stopping.Dispose();
    }

    public static PayloadType PayloadTypeOf(AudioCodec codec) =>
        codec == AudioCodec.Pcmu ? PayloadType.Pcmu
        : codec == AudioCodec.Pcma ? PayloadType.Pcma
        : codec == AudioCodec.G722 ? PayloadType.G722
        : new PayloadType(111);

    async Task Talk()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var began = Stopwatch.GetTimestamp();
        var packet = new byte[1500];
        for (var sent = 0; await Next(timer); )
        {
            for (; Stopwatch.GetElapsedTime(began).TotalMilliseconds >= sent * 20; sent++)
            {
                if (sent % 50 == 49)
                {
                    Check();
                }

                var length = Microphone.Next(packet);
                if (length > 0 && _srtp!.ProtectRtp(packet, length, out var protectedLength) == SrtpFailure.None)
                {
                    Send(packet.AsSpan(0, protectedLength));
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
                var length = await _socket.ReceiveAsync(datagram, SocketFlags.None, _stopping.Token);
                if (length > 0)
                {
                    Take(datagram.AsSpan(0, length));
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return; // the test is over
        }
    }

    void Take(Span<byte> datagram)
    {
        switch (datagram[0])
        {
            case >= 20 and <= 63:
                _dtls.Handle(datagram);
                break;
            case >= 128 and <= 191 when _srtp is { } srtp && datagram[1] is < 192 or > 223:
                if (srtp.UnprotectRtp(datagram, out var length) == SrtpFailure.None)
                {
                    Ear.Hear(datagram[..length]);
                }

                break;
        }
    }
}
