using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Threading.Channels;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>One TCP, TLS or WebSocket connection, from either side: reads on a task of its own, writes on another, and knows by when something must have happened.</summary>
sealed class Connection : IDisposable
{
    readonly TimeProvider _time;
    readonly ConnectionLimits _limits;
    readonly Reception _reception;
    readonly Func<Task> _answered;
    readonly Channel<ReadOnlyMemory<byte>> _unsent;
    readonly CancellationTokenSource _closing = new();
    long _deadline;
    bool _isPartial;
    string _reason = "closed by the other side";

    /// <param name="answered">Done when the loop has been through all that came before.</param>
    public Connection(SipFlow flow, Reception reception, Func<Task> answered, ConnectionLimits limits, TimeProvider time)
    {
        _answered = answered;
        Flow = flow;
        _reception = reception;
        _limits = limits;
        _time = time;
        _unsent = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(limits.Unsent) { SingleReader = true });
        Expect(limits.Handshake);
    }

    /// <summary>A whole message came.</summary>
    public void HandleMessage(ReadOnlyMemory<byte> message)
    {
        HasSpoken = true;
        _reception.HandleFramed(message, this);
    }

    /// <summary>Where the next message begins cannot be known any more; the connection will be closed.</summary>
    public void HandleBroken(ReadOnlyMemory<byte> rest, MalformedReason reason)
    {
        _reason = "broken";
        Reception.HandleBroken(rest, reason, this);
    }

    /// <param name="isPartial">A message has begun and is not whole yet.</param>
    public void HandleRead(bool isPartial)
    {
        if (HasSpoken && !(isPartial && _isPartial))
        {
            Expect(isPartial ? _limits.Message : _limits.Idle);
        }

        _isPartial = isPartial;
    }

    /// <summary>Also before the connection is open: it then waits. False: closed, or the other side does not read.</summary>
    public bool TrySend(ReadOnlyMemory<byte> message)
    {
        if (_unsent.Writer.TryWrite(message))
        {
            if (HasSpoken && !_isPartial)
            {
                Expect(_limits.Idle);
            }

            return true;
        }

        Close("unsent messages");
        return false;
    }

    public void Close(string reason)
    {
        if (!_closing.IsCancellationRequested)
        {
            _reason = reason;
            try
            {
                _closing.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself meanwhile.
            }
        }
    }

    /// <summary>Opens, then serves until it is closed by either side.</summary>
    /// <param name="open">The handshakes.</param>
    public async Task Run(Func<CancellationToken, Task<IMessageStream>> open)
    {
        try
        {
            await using var stream = await open(_closing.Token);
            WasOpen = true;
            Expect(HasSpoken ? _limits.Idle : _limits.FirstMessage);
            var writing = Write(stream);
            try
            {
                while (await stream.ReadAsync(this, _closing.Token)) { }
            }
            finally
            {
                Expect(_limits.Handshake);
                await _answered().WaitAsync(_closing.Token); // who says no more may still listen
                _unsent.Writer.TryComplete();
                await writing;
            }
        }
        catch (Exception error) when (IsOfTheNetwork(error))
        {
            Failure = error is CertificateRefusedException ? TransactionFailure.CertificateRefused : TransactionFailure.Transport;
            Close(ReasonOf(error));
        }
        finally
        {
            _unsent.Writer.TryComplete();
        }
    }

    public SipFlow Flow { get; }

    /// <summary>A message has come; before, the connection is nobody's in particular. One that we opened counts as having spoken.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>The handshakes are done.</summary>
    public bool WasOpen { get; private set; }

    public bool IsLate => _time.GetTimestamp() >= Volatile.Read(ref _deadline);

    public string Reason => _reason;

    /// <summary>What is wrong for what was sent over it and is not answered.</summary>
    public TransactionFailure Failure { get; private set; } = TransactionFailure.Transport;

    /// <summary>What was sent over it and may have to be told that it is gone. The loop's alone.</summary>
    public List<ClientTransaction> Transactions { get; } = [];

    async Task Write(IMessageStream stream)
    {
        try
        {
            await foreach (var message in _unsent.Reader.ReadAllAsync(_closing.Token))
            {
                await stream.WriteAsync(message, _closing.Token);
            }
        }
        catch (Exception error) when (IsOfTheNetwork(error))
        {
            Close("failed");
        }
    }

    public void Dispose() => _closing.Dispose();

    void Expect(TimeSpan within) =>
        Volatile.Write(ref _deadline, _time.GetTimestamp() + (long)(within.TotalSeconds * _time.TimestampFrequency));

    static string ReasonOf(Exception error) =>
        error switch
        {
            CertificateRefusedException => "certificate",
            AuthenticationException => "handshake",
            _ => "failed",
        };

    static bool IsOfTheNetwork(Exception error) =>
        error
            is IOException
                or SocketException
                or WebSocketException
                or OperationCanceledException
                or ObjectDisposedException
                or AuthenticationException
                or InvalidDataException;
}
