using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ConnectMe.Media;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Framing;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Sdp;
using ConnectMe.Media.Srtp;
using ConnectMe.Media.Tests.Peers;

namespace ConnectMe.Bench;

/// <summary>A browser's line with real ICE, DTLS and SRTP, by UDP or TCP, or a phone's leg, over a socket of its own; talks when told to.</summary>
internal sealed class LoadPeer : IDisposable
{
    const string Fragment = "loadpeer";

    readonly Socket _socket;
    readonly FrameReader? _frames; // of TCP
    readonly byte[] _packet = GC.AllocateArray<byte>(2048, pinned: true);
    readonly DtlsPeer _dtls;
    IceCredentials _server = new("", "");
    CryptoAttribute? _own;
    Voice? _voice;

    public LoadPeer(bool tcp = false)
    {
        _frames = tcp ? new FrameReader() : null;
        _socket = tcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _dtls = new DtlsPeer(Send);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public Guid Line { get; } = Guid.NewGuid();

    /// <summary>Packets that came.</summary>
    public long Heard { get; private set; }

    public async Task Connect(MediaEngine engine)
    {
        var offer =
            "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n"
            + $"a=ice-ufrag:{Fragment}\r\na=ice-pwd:{RandomNumberGenerator.GetHexString(24)}\r\na=fingerprint:{_dtls.Fingerprint}\r\n"
            + "a=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:0 PCMU/8000\r\n";
        if (engine.OpenLine(Line, offer, IPAddress.Loopback) is not LineAnswer.Accepted(var sdp))
        {
            throw new InvalidOperationException("The line was refused");
        }
        SdpReader.Read(sdp, out var answer);
        var audio = answer!.Media[0];
        _server = new IceCredentials(audio.Find("ice-ufrag")!, audio.Find("ice-pwd")!);
        _socket.Connect(IPAddress.Loopback, audio.Port);
        Check();

        using var receiving = new CancellationTokenSource();
        var handshake = Receive(receiving.Token);
        var keys = await _dtls.Connect(DtlsFingerprint.TryParse(audio.Find("fingerprint"))!);
        await receiving.CancelAsync();
        await handshake;
        _voice = new Voice(DtlsPeer.Session(keys), (uint)Line.GetHashCode() | 1);
        engine.StartStream(Line);
    }

    /// <summary>As a phone: plain RTP, or SRTP with keys in the SDP.</summary>
    public void Call(MediaEngine engine, bool encrypted)
    {
        if (engine.AnswerLeg(Line, Describe(encrypted), IPAddress.Loopback, new LegOptions()) is not LegAnswer.Accepted accepted)
        {
            throw new InvalidOperationException("The leg was refused");
        }
        Talk(accepted.Sdp);
        engine.StartStream(Line);
    }

    /// <summary>The offer or answer of a phone.</summary>
    public string Describe(bool encrypted)
    {
        using var random = RandomNumberGenerator.Create();
        _own = encrypted ? CryptoAttribute.Create(1, SrtpProtectionProfile.Aes128CmHmacSha1_80, random) : null;
        return $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {((IPEndPoint)_socket.LocalEndPoint!).Port} "
            + (_own is null ? "RTP/AVP 0 101\r\n" : $"RTP/SAVP 0 101\r\na=crypto:{_own.Write()}\r\n")
            + "a=rtpmap:101 telephone-event/8000\r\n";
    }

    /// <summary>To where this description says, with its keys.</summary>
    public void Talk(string sdp)
    {
        SdpReader.Read(sdp, out var theirs);
        var audio = theirs!.Media[0];
        _socket.Connect(IPAddress.Loopback, audio.Port);
        var key = _own is null
            ? null
            : audio
                .Attributes.Where(attribute => attribute.Name == "crypto")
                .Select(attribute => CryptoAttribute.TryParse(attribute.Value ?? ""))
                .First(crypto => crypto?.Profile == _own.Profile)!;
        var keys = key is null
            ? null
            : new SrtpSession(new SrtpKeyingMaterial(_own!.Profile, _own.Key, key.Key, _own.Salt, key.Salt), isServer: false);
        _voice = new Voice(keys, (uint)Line.GetHashCode() | 1);
    }

    public void ConnectBare(IPEndPoint echo) => _socket.Connect(echo);

    public void Check() => Send(BindingCheck.Write(_server, Fragment));

    /// <summary>Sends one packet: of this line, or of the same size when there is none.</summary>
    public void Talk() => Send(_packet.AsSpan(0, _voice?.Next(_packet) ?? Voice.BufferLength - 4));

    /// <summary>Takes what has come; how many.</summary>
    public int Listen()
    {
        var heard = 0;
        while (_socket.Available > 0)
        {
            if (_frames is null)
            {
                _socket.Receive(_packet);
                heard++;
                continue;
            }

            _frames.Received(_socket.Receive(_frames.Room));
            for (; _frames.Read(FrameReader.MaximumFrame, out _) == FrameVerdict.Complete; heard++) { }
        }
        Heard += heard;
        return heard;
    }

    /// <summary>How long a packet of this one takes to the other; null when it did not come.</summary>
    public TimeSpan? ReachesAfter(LoadPeer other)
    {
        other.Listen();
        var start = Stopwatch.GetTimestamp();
        Talk();
        return other._socket.Poll(TimeSpan.FromMilliseconds(15), SelectMode.SelectRead) ? Stopwatch.GetElapsedTime(start) : null;
    }

    public void Dispose()
    {
        _dtls.Dispose();
        _socket.Dispose();
    }

    void Send(ReadOnlySpan<byte> datagram)
    {
        if (_frames is null)
        {
            _socket.Send(datagram);
            return;
        }

        Span<byte> frame = stackalloc byte[FrameReader.Header + datagram.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)datagram.Length);
        datagram.CopyTo(frame[FrameReader.Header..]);
        _socket.Send(frame);
    }

    async Task Receive(CancellationToken ct)
    {
        var datagram = new byte[2048];
        try
        {
            while (true)
            {
                if (_frames is not null)
                {
                    var stream = await _socket.ReceiveAsync(datagram, SocketFlags.None, ct);
                    Take(datagram.AsSpan(0, stream));
                    continue;
                }

                var length = await _socket.ReceiveAsync(datagram, SocketFlags.None, ct);
                if (length > 0 && datagram[0] is >= 20 and <= 63)
                {
                    _dtls.Handle(datagram.AsSpan(0, length));
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // the keys are there
        }
    }

    void Take(ReadOnlySpan<byte> stream)
    {
        stream.CopyTo(_frames!.Room);
        _frames.Received(stream.Length);
        while (_frames.Read(FrameReader.MaximumFrame, out var frame) == FrameVerdict.Complete)
        {
            if (frame[0] is >= 20 and <= 63)
            {
                _dtls.Handle(frame);
            }
        }
    }
}
