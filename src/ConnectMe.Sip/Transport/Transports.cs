using System.Buffers;
using System.Net;
using System.Net.Sockets;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>The sockets of all protocols, as the loop sends by them (RFC 3261 §18).</summary>
sealed class Transports(SipEndpointOptions options, Reception reception, Connections connections, LocalAddresses addresses)
    : IAsyncDisposable
{
    readonly UdpTransport _udp = new();
    readonly List<StreamListener> _listeners = [];
    readonly TlsHandshake _tls = new(options);
    readonly WebSocketHandshake _webSocket = new(options.WebSocketOrigins);
    readonly ArrayBufferWriter<byte> _buffer = new(8_192);

    /// <summary>Binds all; the error is the system's (<see cref="SocketException"/>).</summary>
    public void Listen()
    {
        foreach (var listener in options.Listen)
        {
            if (listener.Protocol == SipProtocol.Udp)
            {
                _udp.Listen(listener.Address, reception);
                continue;
            }

            var bound = new StreamListener(listener, connections, options.Admits, OpeningOf(listener.Protocol));
            _listeners.Add(bound);
            addresses.Add(listener.Protocol, bound.Local);
            Local.Add(new SipListener(listener.Protocol, bound.Local));
        }

        foreach (var local in _udp.Local)
        {
            addresses.Add(SipProtocol.Udp, local);
            Local.Add(new SipListener(SipProtocol.Udp, local));
        }
    }

    /// <summary>False when it cannot be sent; what fails later is told to <paramref name="of"/> by <see cref="Work.Closed"/>.</summary>
    public bool TrySend(SipMessage message, SipDestination to, ClientTransaction? of, int? sizeLimit)
    {
        _buffer.ResetWrittenCount();
        MessageWriter.Write(message, _buffer);
        if (_buffer.WrittenCount > sizeLimit)
        {
            SipMeter.Dropped(to.Protocol, "amplification");
            return false;
        }

        var sent =
            to.Protocol == SipProtocol.Udp
                ? _udp.TrySend(_buffer.WrittenSpan, to.Remote, to.Flow?.Local.Address ?? addresses.From(to.Remote.Address))
                : TrySendOver(to.Flow is { } flow ? connections.Of(flow) : ConnectionTo(to), of);
        if (sent)
        {
            SipMeter.Sent(to.Protocol);
        }

        return sent;
    }

    /// <summary>The bytes that a request takes, for the choice between UDP and TCP (RFC 3261 §18.1.1); without our Via.</summary>
    public int SizeOf(SipMessage message)
    {
        _buffer.ResetWrittenCount();
        MessageWriter.Write(message, _buffer);
        return _buffer.WrittenCount;
    }

    /// <summary>Where we listen, with the ports that the system chose.</summary>
    public List<SipListener> Local { get; } = [];

    /// <summary>The families of addresses that we can send to.</summary>
    public IReadOnlySet<AddressFamily> Families =>
        Local
            .SelectMany<SipListener, AddressFamily>(listener =>
                listener.Address.Address.Equals(IPAddress.IPv6Any)
                    ? [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]
                    : [listener.Address.AddressFamily]
            )
            .ToHashSet();

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync();
        }

        await connections.DisposeAsync();
        await _udp.DisposeAsync();
    }

    bool TrySendOver(Connection? connection, ClientTransaction? of)
    {
        if (connection is null || !connection.TrySend(_buffer.WrittenSpan.ToArray()))
        {
            return false;
        }

        if (of is not null)
        {
            connection.Transactions.RemoveAll(transaction => transaction.State == TransactionState.Terminated);
            connection.Transactions.Add(of);
        }

        return true;
    }

    Connection? ConnectionTo(SipDestination to) =>
        to.Protocol is SipProtocol.Tcp or SipProtocol.Tls
            ? connections.To(to, addresses.From(to.Remote.Address), ct => Connect(to, ct))
            : null;

    async Task<IMessageStream> Connect(SipDestination to, CancellationToken ct)
    {
        var socket = new Socket(to.Remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to.Remote, ct);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return to.Protocol == SipProtocol.Tls
            ? await _tls.Connect(stream, to.ServerName ?? to.Remote.Address.ToString(), ct)
            : new StreamMessages(stream);
    }

    Func<Stream, CancellationToken, Task<IMessageStream>> OpeningOf(SipProtocol protocol) =>
        protocol switch
        {
            SipProtocol.Tls => _tls.Accept,
            SipProtocol.Ws => _webSocket.Accept,
            _ => (stream, _) => Task.FromResult<IMessageStream>(new StreamMessages(stream)),
        };
}
