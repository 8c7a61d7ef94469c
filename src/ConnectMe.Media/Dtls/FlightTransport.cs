using Org.BouncyCastle.Tls;

namespace ConnectMe.Media.Dtls;

/// <summary>Between the library, which blocks, and the media loop, which never does: a short queue in, whole flights out.</summary>
/// <remarks>
/// The library sends every handshake message as its own datagram. Here they are gathered until it listens again, which means the flight is complete:
/// fewer datagrams, and the last flight leaves only when <see cref="Flush"/> is called, after the keys have been handed over.
/// </remarks>
internal sealed class FlightTransport(DtlsSend send) : DatagramTransport
{
    const int MaximumQueued = 32;
    const int ReceiveLimit = 2048; // Firefox's first datagram has 1408 bytes
    const int SendLimit = 1200;

    readonly Lock _sending = new();
    readonly Queue<byte[]> _received = new();
    readonly byte[] _flight = new byte[SendLimit];
    int _flightLength;
    bool _aborted;

    /// <summary>The library has closed: the peer said goodbye, or something was fatal.</summary>
    public bool IsClosed { get; private set; }

    public bool HasReceived
    {
        get
        {
            lock (_received)
            {
                return _received.Count > 0;
            }
        }
    }

    /// <summary>From the network. False: the queue is full.</summary>
    public bool Post(ReadOnlySpan<byte> datagram)
    {
        lock (_received)
        {
            if (_received.Count == MaximumQueued)
            {
                return false;
            }
            _received.Enqueue(datagram.ToArray());
            Monitor.Pulse(_received);
            return true;
        }
    }

    /// <summary>Makes a handshake under way end with an <see cref="IOException"/>.</summary>
    public void Abort()
    {
        lock (_received)
        {
            _aborted = true;
            Monitor.Pulse(_received);
        }
    }

    public void Flush()
    {
        lock (_sending)
        {
            if (_flightLength > 0)
            {
                send(_flight.AsSpan(0, _flightLength));
                _flightLength = 0;
            }
        }
    }

    public int GetReceiveLimit() => ReceiveLimit;

    public int GetSendLimit() => SendLimit;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        Flush();
        lock (_received)
        {
            if (_received.Count == 0 && !_aborted)
            {
                Monitor.Wait(_received, waitMillis);
            }
            if (_aborted)
            {
                throw new EndOfStreamException("Closed by our side during the handshake");
            }
            if (!_received.TryDequeue(out var datagram))
            {
                return -1;
            }
            var length = Math.Min(datagram.Length, buffer.Length); // cut, its record's length is wrong and the library drops it
            datagram.AsSpan(0, length).CopyTo(buffer);
            return length;
        }
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        lock (_sending)
        {
            if (_flightLength + buffer.Length > _flight.Length)
            {
                Flush();
            }
            buffer.CopyTo(_flight.AsSpan(_flightLength));
            _flightLength += buffer.Length;
        }
    }

    public void Close()
    {
        Flush();
        IsClosed = true;
    }
}
