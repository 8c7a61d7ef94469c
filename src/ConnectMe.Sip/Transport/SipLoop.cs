using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.Transport;

/// <summary>The only loop: what comes, what is posted and what is due go one by one through the transaction layer and its user.</summary>
sealed class SipLoop : IAsyncDisposable
{
    readonly SipEndpointOptions _options;
    readonly TimeProvider _time;
    readonly DateTimeOffset _startedAt;
    readonly long _start;
    readonly Action _drained;
    readonly Inbox _inbox;
    readonly Connections _connections;
    readonly Transports _transports;
    readonly TransactionLayer _layer;
    readonly Forwarding _forwarding;
    readonly ServerLocator _locator;
    readonly ITimer _timer;
    readonly CancellationTokenSource _closing = new();
    readonly Task _running;
    DateTimeOffset? _timerAt;

    /// <summary>Binds the sockets (the error is the system's) and starts.</summary>
    /// <param name="drained">Called after each step of the user: to take what it has to say.</param>
    public SipLoop(
        SipEndpointOptions options,
        Func<ITransactions, ITransactionUser> createUser,
        Action drained,
        INameResolver names,
        TimeProvider time
    )
    {
        _options = options;
        _time = time;
        _drained = drained;
        (_startedAt, _start) = (time.GetUtcNow(), time.GetTimestamp());
        _inbox = new Inbox(options.Backlog);
        var reception = new Reception(options, _inbox);
        _connections = new Connections(options.Connections, reception, _inbox, time);
        var addresses = new LocalAddresses(options.PublicAddresses);
        _transports = new Transports(options, reception, _connections, addresses);
        _forwarding = new Forwarding(options.BelongsTo, _transports, addresses);
        _layer = new TransactionLayer(options.Timers, options.Transactions, addresses, RandomNumberGenerator.Create());
        _layer.Attach(createUser(_layer));
        _timer = time.CreateTimer(_ => _inbox.Post(new Work.Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            _transports.Listen();
        }
        catch (System.Net.Sockets.SocketException)
        {
            _ = _transports.DisposeAsync().AsTask(); // frees what is bound already; there is nobody yet who could wait for it
            throw;
        }

        _locator = new ServerLocator(names, _transports.Families);
        _running = Task.Run(Run);
    }

    public void Post(Action<ITransactionUser, DateTimeOffset> action) => _inbox.Post(new Work.Act(action));

    /// <summary>Serves a WebSocket that somebody else opened, until it is closed.</summary>
    public async Task Serve(WebSocket socket, IPEndPoint local, IPEndPoint remote)
    {
        if (
            _connections.TryAccept(
                SipProtocol.Ws,
                local,
                remote,
                _ => Task.FromResult<IMessageStream>(new WebSocketMessages(socket)),
                out var served
            )
        )
        {
            await served;
        }
        else
        {
            SipMeter.Dropped(SipProtocol.Ws, "too many connections");
            socket.Dispose();
        }
    }

    /// <summary>By the monotonic clock, from the time of day at the start: a clock that is set disturbs no timer (R8).</summary>
    public DateTimeOffset Now => _startedAt + _time.GetElapsedTime(_start);

    public IReadOnlyList<SipListener> Listening => _transports.Local;

    public int OpenConnections => _connections.Count;

    public (int Server, int Client) Transactions => (_layer.ServerTransactions, _layer.ClientTransactions);

    public async ValueTask DisposeAsync()
    {
        if (_running.IsCompleted)
        {
            return;
        }

        await _closing.CancelAsync();
        _inbox.Complete();
        await _running;
        await _timer.DisposeAsync();
        await _transports.DisposeAsync();
        _closing.Dispose();
    }

    async Task Run()
    {
        do
        {
            while (_inbox.TryTake(out var work))
            {
                Step(work, Now);
                if (_layer.NextTimeout is { } due && due <= Now)
                {
                    Step(Tick, Now); // also when there is no end of messages
                }
            }

            SetTimer(); // after the work, which may have made something due: nothing else need come to wake us
        } while (await _inbox.WaitAsync());
    }

    void Step(Work work, DateTimeOffset now)
    {
        _layer.IsOverloaded = _inbox.IsOverloaded;
        Try(static step => step.Loop.Do(step.Work, step.Now), (Loop: this, Work: work, Now: now));
        while (!Try(static step => step.Loop.Drain(step.Now), (Loop: this, Now: now))) { } // each failure has taken one output
        Try(static drained => drained(), _drained);
    }

    bool Try<T>(Action<T> action, T what)
    {
        try
        {
            action(what);
            return true;
        }
        catch (Exception bug) // the input loop: a message that we cannot handle must not end all calls
        {
            SipMeter.Faulted();
            _options.Faulted?.Invoke(bug);
            return false;
        }
    }

    void Do(Work work, DateTimeOffset now)
    {
        switch (work)
        {
            case Work.Message message:
                _options.Trace?.Invoke(new SipTrace(now, false, message.Content, message.Flow));
                if (!_forwarding.TryPass(message.Content, message.Flow))
                {
                    _layer.Handle(message.Content, message.Flow, message.Size, now);
                }

                break;
            case Work.Act act:
                _layer.Run(act.Action, now);
                break;
            case Work.Located located:
                _layer.HandleLocated(located.Transaction, located.Destinations, now);
                break;
            case Work.Closed { Connection: var connection }:
                connection.Transactions.ForEach(transaction => _layer.HandleSendFailed(transaction, connection.Failure, now));
                if (connection is { WasOpen: true, HasSpoken: true })
                {
                    _layer.HandleFlowLost(connection.Flow, now);
                }

                break;
            case Work.Mark mark:
                mark.Passed.SetResult();
                break;
            case Work.Tick:
                _timerAt = null;
                _layer.Handle(now);
                break;
        }
    }

    void Drain(DateTimeOffset now)
    {
        while (_layer.TryTake(out var output))
        {
            switch (output)
            {
                case TransactionOutput.Transmit transmit:
                    Transmit(transmit, now);
                    break;
                case TransactionOutput.Locate locate:
                    Locate(locate, now);
                    break;
            }
        }
    }

    void Transmit(TransactionOutput.Transmit transmit, DateTimeOffset now)
    {
        if (_transports.TrySend(transmit.Message, transmit.To, transmit.Of, transmit.SizeLimit))
        {
            var flow = transmit.To.Flow ?? new SipFlow(transmit.To.Protocol, Unknown, transmit.To.Remote, 0);
            _options.Trace?.Invoke(new SipTrace(now, true, transmit.Message, flow));
        }
        else if (transmit.Of is { } transaction)
        {
            _layer.HandleSendFailed(transaction, TransactionFailure.Transport, now);
        }
    }

    void Locate(TransactionOutput.Locate locate, DateTimeOffset now)
    {
        var isLarge = locate.Uri.Transport is null && _transports.SizeOf(locate.Of.Request) > LargestDatagram;
        if (ServerLocator.TryLocate(locate.Uri, isLarge, out var destinations))
        {
            _layer.HandleLocated(locate.Of, destinations, now);
        }
        else
        {
            _ = Locate(locate, isLarge);
        }
    }

    async Task Locate(TransactionOutput.Locate locate, bool isLarge)
    {
        IReadOnlyList<SipDestination> found = [];
        try
        {
            found = await _locator.Locate(locate.Uri, isLarge, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // the loop has ended
        }
        finally
        {
            _inbox.Post(new Work.Located(locate.Of, found));
        }
    }

    /// <summary>
    /// In steps: a call leaves a dozen deadlines behind, of which none is in a hurry, and each timer that goes off wakes three threads. One that is set goes
    /// off too early rather than being set anew.
    /// </summary>
    void SetTimer()
    {
        if (_layer.NextTimeout is not { } next)
        {
            return;
        }

        var at = _startedAt + (Math.Ceiling((next - _startedAt) / TimerStep) * TimerStep);
        if (_timerAt <= at)
        {
            return;
        }

        _timerAt = at;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((at - Now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(25);
    static readonly Work Tick = new Work.Tick();
    static readonly IPEndPoint Unknown = new(IPAddress.Any, 0);

    /// <summary>RFC 3261 §18.1.1: 1300 bytes, less the Via that comes on top.</summary>
    const int LargestDatagram = 1_300 - 120;
}
