using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media.Tests.Peers;

/// <summary>A SIP phone's media: plain RTP over a socket of its own, a packet every 20 ms.</summary>
sealed class PhonePeer : IAsyncDisposable
{
    readonly Socket _socket;
    readonly AudioCodec _codec;
    readonly CancellationTokenSource _stopping = new();
    readonly Task _receiving;
    Task _talking = Task.CompletedTask;
    IPEndPoint? _server;

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

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public Ear Ear { get; }

    public Microphone Microphone { get; }

    /// <summary>Where the server's SDP says that it listens.</summary>
    public IPEndPoint Server => _server!;

    /// <summary>From where anything has come.</summary>
    public HashSet<EndPoint> HeardFrom { get; } = [];

    public bool HasEvents { get; init; } = true;

    /// <summary>What it offers, or answers.</summary>
    public string Description(string direction = "sendrecv", IPEndPoint? said = null)
    {
        var at = said ?? EndPoint;
        var number = BrowserPeer.PayloadTypeOf(_codec);
        var events = HasEvents ? $" {EventNumber}" : "";
        return string.Join(
            "\r\n",
            $"v=0",
            $"o=phone 1 1 {ConnectionAddress.Write(Address)}",
            "s=-",
            $"c={ConnectionAddress.Write(at.Address)}",
            "t=0 0",
            $"m=audio {at.Port} RTP/AVP {number}{events}",
            $"a=rtpmap:{new RtpMap(number, _codec.Name, _codec.ClockRate, _codec.Channels)}",
            HasEvents ? $"a=rtpmap:{EventNumber} telephone-event/{_codec.ClockRate}" : "a=ptime:20",
            $"a={direction}",
            ""
        );
    }

    /// <summary>Calls: offers, and talks when answered.</summary>
    public LegAnswer.Accepted Call(MediaEngine engine, LegOptions? options = null)
    {
        var answer = Assert.IsType<LegAnswer.Accepted>(engine.AnswerLeg(Leg, Description(), Address, options ?? new LegOptions()));
        Talk(answer.Sdp);
        return answer;
    }

    /// <summary>Is called: answers, and talks.</summary>
    public LegAnswer.Accepted BeCalled(MediaEngine engine, LegOptions? options = null)
    {
        var offer = engine.OfferLeg(Leg, Address, options ?? new LegOptions())!;
        var answer = Assert.IsType<LegAnswer.Accepted>(engine.AcceptAnswer(Leg, Description()));
        Talk(offer);
        return answer;
    }

    public void Talk(string serverSdp)
    {
        Assert.Equal(SdpMalformed.None, SdpReader.Read(serverSdp, out var session));
        var media = session!.Media[0];
        _server = new IPEndPoint(ConnectionAddress.TryParse(media.Connection ?? session.Connection)!, media.Port);
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
        Ear.Dispose();
        Microphone.Dispose();
        _stopping.Dispose();
    }

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
                if (length > 0)
                {
                    _socket.SendTo(packet.AsSpan(0, length), SocketFlags.None, _server!);
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

                if (received.ReceivedBytes > 2 && datagram[1] is < 192 or > 223 && (datagram[1] & 0x7F) != EventNumber.Value)
                {
                    Ear.Hear(datagram.AsSpan(0, received.ReceivedBytes));
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return; // the test is over
        }
    }

    static readonly PayloadType EventNumber = new(101);
}
