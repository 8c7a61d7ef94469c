using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ConnectMe.Media.Audio;
using ConnectMe.Media.Codecs;
using ConnectMe.Media.Dtls;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Io;
using ConnectMe.Media.Recording;
using ConnectMe.Media.Rtp;
using ConnectMe.Media.Sdp;

namespace ConnectMe.Media;

/// <summary>
/// All browser lines and SIP legs of one process: sockets, the media thread, DTLS handshakes, and the switching between them. What takes a line takes a
/// leg as well.
/// Every member may be called from any thread and returns at once; commands for one line are carried out in the order given.
/// </summary>
public sealed partial class MediaEngine : IAsyncDisposable
{
    readonly MediaLoop _loop;
    readonly DtlsEndpoint _dtls;
    readonly Task _warmUp;
    readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    readonly string _canonicalName;
    readonly Lock _binding = new();
    volatile IReadOnlyList<MediaSocket> _sockets;
    readonly bool _hasTcp;
    readonly RtpPortPool _ports;
    readonly TimeProvider _time;
    bool _disposed;

    /// <summary>Binds the port on every address of this machine (<see cref="SocketException"/> when it is taken) and starts the media thread.</summary>
    public MediaEngine(MediaOptions options, TimeProvider? time = null)
    {
        Options = options;
        _time = time ??= TimeProvider.System;
        _canonicalName = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)); // RFC 7022 §4.2: random, and nobody's name
        var port = MediaPort.Bind(options.Port, options.Tcp);
        (_sockets, _hasTcp, WhyNoTcp) = (port.Sockets, port.Listeners.Count > 0, port.WhyNoTcp);
        _dtls = new DtlsEndpoint(time);
        _warmUp = _dtls.WarmUp();
        _ports = new RtpPortPool(options.RtpPorts);
        _loop = new MediaLoop(port, time, options.RealTime);
        _writing = new RecordingThread(Report);
        _loop.Start();
    }

    public MediaOptions Options { get; }

    /// <summary>The port that all lines share: of UDP, and of TCP where UDP does not get through.</summary>
    public int Port => _sockets[0].Port;

    /// <summary>Browsers are told that they may come by TCP.</summary>
    public bool HasTcp => _hasTcp;

    /// <summary>Why TCP is not received on some address, though it was to be: for the log, and for who looks after the system. Else null.</summary>
    public string? WhyNoTcp { get; }

    /// <summary>The addresses we receive on, and the receive buffer that the system granted each: for the log.</summary>
    public IReadOnlyList<(IPAddress Address, int ReceiveBuffer)> Sockets => [.. _sockets.Select(s => (s.Address, s.ReceiveBuffer))];

    /// <summary>Null when Opus is spoken; else why not: for the log.</summary>
    public static string? WhyNoOpus => Opus.WhyUnavailable;

    /// <summary>What happened to lines. One reader.</summary>
    public ChannelReader<MediaEvent> Events => _loop.Events;

    /// <summary>Answers a browser's offer. An open line with the same id is replaced by the new one, and keeps what it was connected to.</summary>
    /// <param name="reachedAt">The address by which the browser reached us; advertised when no public address is set.</param>
    public LineAnswer OpenLine(Guid line, string offer, IPAddress reachedAt)
    {
        if (AudioOffer.Read(offer, AudioCodec.Available, out var read) is { } refusal)
        {
            return new LineAnswer.Refused(refusal);
        }

        reachedAt = reachedAt.IsIPv4MappedToIPv6 ? reachedAt.MapToIPv4() : reachedAt;
        if (Options.PublicAddresses.Count == 0 && !IsBound(reachedAt))
        {
            return new LineAnswer.Refused(
                $"no media can be received at {reachedAt}: set Media:PublicAddresses to the addresses by which this machine is reached"
            );
        }

        var ice = IceCredentials.Create(_random);
        var terms = new ConnectionTerms(
            ice,
            read!.Ice.UsernameFragment,
            read.Audio,
            new Ssrc(Random32()),
            new SequenceNumber((ushort)(Random32() & 0x7FFF)), // RFC 3711 §3.3.1: far from the wrap, for the browser to count it right
            new RtpTimestamp(Random32()),
            Encoding.ASCII.GetBytes(_canonicalName)
        );
        var connection = new PeerConnection(terms, opened => OpenDtls(read.Fingerprint, opened), _loop.Now);
        _loop.Post(line, (exchange, now) => exchange.Open(line, connection, now));
        return new LineAnswer.Accepted(OfferAnswer.Answer(read, Terms(terms, reachedAt)));
    }

    /// <summary>Says goodbye and forgets the line or leg. No <see cref="MediaEvent.LineDown"/> follows.</summary>
    public void CloseLine(Guid line)
    {
        ForgetLeg(line);
        _loop.Post(line, (exchange, now) => exchange.Close(line, now));
    }

    /// <summary>From now on the line is sent a packet every 20 ms: what is connected or played to it, else silence.</summary>
    public void StartStream(Guid line) => _loop.Post(line, (exchange, _) => exchange.StartStream(line));

    public void StopStream(Guid line) => _loop.Post(line, (exchange, _) => exchange.StopStream(line));

    /// <summary>The two lines hear each other. A line is in one connection at a time: an older one ends.</summary>
    public void Connect(Guid one, Guid other) => _loop.Post(one, (exchange, _) => exchange.Connect(one, other));

    public void Disconnect(Guid one, Guid other) => _loop.Post(one, (exchange, _) => exchange.Disconnect(one, other));

    /// <summary>
    /// The line takes part in a mix, which begins with its first participant and ends with its last; named again it is heard by others than before.
    /// A line is in one mix or one connection at a time: an older one ends.
    /// </summary>
    public void Mix(Guid mix, Guid line, Audience heardBy) => _loop.Post(line, (exchange, _) => exchange.Mix(mix, line, heardBy));

    public void Unmix(Guid mix, Guid line) => _loop.Post(line, (exchange, _) => exchange.Unmix(mix, line));

    /// <summary>Plays a sound over and over until stopped or replaced. What is connected to the line is not heard meanwhile.</summary>
    public void Play(Guid line, Sound sound) => _loop.Post(line, (exchange, _) => exchange.Play(line, sound));

    /// <summary>
    /// As <see cref="Play"/>, but once and from its beginning: <see cref="MediaEvent.Played"/> says when its last frame was sent, and the line hears what it
    /// would have heard without it. It goes on where it was when the line's connection is replaced.
    /// </summary>
    public void PlayThrough(Guid line, Sound sound) => _loop.Post(line, (exchange, _) => exchange.PlayThrough(line, sound));

    /// <summary>Plays a short sound once, before anything else that is heard. When too many wait already it is left out.</summary>
    public void PlayOnce(Guid line, Sound sound) => _loop.Post(line, (exchange, _) => exchange.PlayOnce(line, sound));

    public void StopPlaying(Guid line) => _loop.Post(line, (exchange, _) => exchange.StopPlaying(line));

    /// <summary>Nothing of what this line says is passed on while muted.</summary>
    public void SetMuted(Guid line, bool muted) => _loop.Post(line, (exchange, _) => exchange.SetMuted(line, muted));

    /// <summary>The digits are sent as events (RFC 4733) where that was agreed on, else heard as tones: browsers have no receiver for events. What is no digit is left out.</summary>
    public void SendDigits(Guid line, string digits)
    {
        foreach (var digit in digits.Length <= MaximumDigits ? digits : digits[..MaximumDigits])
        {
            if (TelephoneEvent.CodeOf(digit) is not null)
            {
                var tone = ToneGenerator.Digits([digit]);
                _loop.Post(line, (exchange, _) => exchange.SendDigit(line, digit, tone));
            }
        }
    }

    /// <summary>How the line does, as of the last second; null when it is not up.</summary>
    public LineQuality? QualityOf(Guid line) => _loop.Qualities.GetValueOrDefault(line);

    /// <summary>Counts what comes in on a line from now on, also over connections that replace each other.</summary>
    /// <param name="measurement">Free to choose; ended by <see cref="EndMeasuring"/> in any case.</param>
    public void BeginMeasuring(Guid line, Guid measurement) =>
        _loop.Post(line, (exchange, _) => exchange.BeginMeasuring(line, measurement));

    /// <summary>Reports <see cref="MediaEvent.Measured"/>.</summary>
    public void EndMeasuring(Guid line, Guid measurement) => _loop.Post(line, (exchange, _) => exchange.EndMeasuring(measurement));

    /// <summary>Says goodbye on all lines and stops. <see cref="Events"/> completes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(
            Guid.Empty,
            (exchange, now) =>
            {
                exchange.CloseAll(now);
                closed.SetResult();
            }
        );
        await closed.Task;
        await _warmUp;
        _dtls.Dispose();
        await _writing.Stop();
        _writing.Dispose();
        await _loop.Stop();
        _loop.Dispose();
        _random.Dispose();
    }

    internal MediaCounters Counters => _loop.Counters;

    AnswerTerms Terms(ConnectionTerms terms, IPAddress reachedAt) =>
        new(
            SessionId: Random32(),
            Addresses: Options.PublicAddresses.Count > 0 ? Options.PublicAddresses : [reachedAt],
            Port,
            _hasTcp,
            terms.Ice,
            _dtls.Fingerprint,
            terms.Ssrc,
            _canonicalName
        );

    /// <summary>The library's threads hand everything over to the media thread.</summary>
    IDtlsTransport OpenDtls(DtlsFingerprint expected, PeerConnection connection) =>
        _dtls.Open(
            new DtlsTerms(expected, IsClient: false),
            datagram =>
            {
                var copy = datagram.ToArray();
                _loop.Post(connection, (_, _) => connection.SendDtls(copy));
            },
            output => _loop.Post(connection, (_, _) => connection.Handle(output))
        );

    /// <summary>Whether we receive there; an address that the machine was given after the start is added.</summary>
    bool IsBound(IPAddress address)
    {
        lock (_binding)
        {
            if (_sockets.Any(socket => socket.Address.Equals(address)))
            {
                return true;
            }

            try
            {
                var added = MediaSocket.Bind(address, Port);
                _sockets = [.. _sockets, added];
                _loop.Add(added);
                Listen(address);
                return true;
            }
            catch (SocketException)
            {
                return false; // not an address of this machine; the refusal says so
            }
        }
    }

    /// <summary>As far as it goes: without it the address is reached by UDP only.</summary>
    void Listen(IPAddress address)
    {
        try
        {
            if (_hasTcp)
            {
                _loop.Add(FramedListener.Bind(address, Port));
            }
        }
        catch (SocketException)
        {
            return; // another program has it there
        }
    }

    uint Random32()
    {
        Span<byte> bytes = stackalloc byte[4];
        _random.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes);
    }

    const int MaximumDigits = 64;
}
