using System.Buffers.Binary;
using Org.BouncyCastle.Tls;
using LibraryTransport = Org.BouncyCastle.Tls.DtlsTransport;

namespace ConnectMe.Media.Dtls;

/// <summary>One connection. The library's object is used by one thread at a time: a handshake thread first, the housekeeping thread from then on.</summary>
internal sealed class DtlsTransport : IDtlsTransport
{
    const int RecordHeader = 13;

    // Every datagram wakes a thread, so a flood is cut. A handshake that goes well takes about ten; what is lost is sent again.
    const int Burst = 64;
    const double PerSecond = 20;

    readonly DtlsEndpoint _endpoint;
    readonly DtlsTerms _terms;
    readonly FlightTransport _flight;
    readonly Action<DtlsOutput> _report;
    readonly byte[] _ignored = new byte[2048]; // application data: nobody has a data channel
    LibraryTransport? _library;
    volatile State _state = State.Waiting;
    volatile bool _closing;
    int _scheduled;
    double _tokens = Burst;
    long _tokensAt;

    public DtlsTransport(DtlsEndpoint endpoint, DtlsTerms terms, DtlsSend send, Action<DtlsOutput> report)
    {
        _endpoint = endpoint;
        _report = report;
        _flight = new FlightTransport(send);
        _terms = terms;
        _tokensAt = endpoint.Time.GetTimestamp();
    }

    enum State
    {
        Waiting,
        Handshaking,
        Established,
        Closed,
    }

    public long Dropped { get; private set; }

    public void Handle(ReadOnlySpan<byte> datagram)
    {
        if (_state == State.Closed || !IsRecord(datagram) || (_state == State.Waiting && !IsClientHello(datagram)) || !TakeToken())
        {
            Dropped++;
            return;
        }
        if (!_flight.Post(datagram))
        {
            Dropped++;
            return;
        }
        // Read after posting: whoever establishes the connection meanwhile finds the datagram when it drains the queue.
        switch (_state)
        {
            case State.Waiting:
                Start();
                break;
            case State.Established:
                Schedule();
                break;
            case State.Handshaking or State.Closed:
                break;
        }
    }

    public void Close()
    {
        _closing = true;
        switch (_state)
        {
            case State.Waiting:
                _state = State.Closed;
                break;
            case State.Handshaking:
                _flight.Abort();
                Schedule(); // in case it has just been established
                break;
            case State.Established:
                Schedule();
                break;
            case State.Closed:
                break;
        }
    }

    public void Dispose() => Close();

    /// <summary>Sends the ClientHello: we are the client.</summary>
    internal void Begin() => Start();

    /// <summary>On a handshake thread.</summary>
    internal void RunHandshake()
    {
        Func<DtlsFailure?> failure = () => null;
        try
        {
            _library = _terms.IsClient ? Connect(out failure) : Accept(out failure);
            _flight.Flush();
            _state = State.Established;
            Schedule(); // drains what came while we were finishing: a lost last flight is asked for at once
        }
        catch (IOException e)
        {
            _flight.Flush();
            _state = State.Closed;
            Report(new DtlsOutput.Failed(failure() ?? (e is TlsTimeoutException ? DtlsFailure.TimedOut : DtlsFailure.ProtocolError)));
        }
    }

    LibraryTransport Accept(out Func<DtlsFailure?> failure)
    {
        var peer = _endpoint.ServerFor(_terms.Fingerprint, Connected);
        failure = () => peer.Failure;
        // Without a DtlsRequest: HelloVerifyRequest doesn't get on with a ClientHello in fragments, and ICE has proved the return path already.
        return new DtlsServerProtocol().Accept(peer, _flight);
    }

    LibraryTransport Connect(out Func<DtlsFailure?> failure)
    {
        var peer = _endpoint.ClientFor(_terms.Fingerprint, Connected);
        failure = () => peer.Failure;
        return new DtlsClientProtocol().Connect(peer, _flight);
    }

    void Connected(SrtpKeyingMaterial keys) => Report(new DtlsOutput.Connected(keys));

    /// <summary>On the housekeeping thread: sends the last flight again when asked, and notices the goodbye.</summary>
    internal void KeepHouse()
    {
        Interlocked.Exchange(ref _scheduled, 0);
        if (_state != State.Established || _library is null)
        {
            return;
        }
        if (_closing)
        {
            _state = State.Closed;
            _library.Close();
            _flight.Flush();
            return;
        }
        while (_flight.HasReceived && !_flight.IsClosed)
        {
            Receive(_library);
        }
        if (_flight.IsClosed)
        {
            _state = State.Closed;
            Report(new DtlsOutput.Closed());
        }
    }

    void Receive(LibraryTransport library)
    {
        try
        {
            library.Receive(_ignored, 0, _ignored.Length, waitMillis: 1);
        }
        catch (IOException)
        {
            // Fatal: the library has answered with its alert and closed the transport, which is what we look at.
            _flight.Close();
        }
        _flight.Flush();
    }

    void Start()
    {
        _state = State.Handshaking;
        if (!_endpoint.Handshakes.TryEnter(this))
        {
            _state = State.Closed;
            Report(new DtlsOutput.Failed(DtlsFailure.Overloaded));
        }
    }

    void Schedule()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            _endpoint.Schedule(this);
        }
    }

    void Report(DtlsOutput output)
    {
        if (!_closing)
        {
            _report(output);
        }
    }

    bool TakeToken()
    {
        var now = _endpoint.Time.GetTimestamp();
        _tokens = Math.Min(Burst, _tokens + (_endpoint.Time.GetElapsedTime(_tokensAt, now).TotalSeconds * PerSecond));
        _tokensAt = now;
        if (_tokens < 1)
        {
            return false;
        }
        _tokens--;
        return true;
    }

    // RFC 6347 §4.1: type, version 254.x, epoch, sequence number, length.
    static bool IsRecord(ReadOnlySpan<byte> datagram) =>
        datagram.Length > RecordHeader
        && (short)datagram[0] is ContentType.change_cipher_spec or ContentType.alert or ContentType.handshake
        && datagram[1] == 254
        && BinaryPrimitives.ReadUInt16BigEndian(datagram[11..]) <= datagram.Length - RecordHeader;

    static bool IsClientHello(ReadOnlySpan<byte> record) =>
        record[0] == ContentType.handshake
        && BinaryPrimitives.ReadUInt16BigEndian(record[3..]) == 0
        && record[RecordHeader] == HandshakeType.client_hello;
}
