namespace ConnectMe.Media.Dtls;

/// <summary>The threads on which handshakes block. Few, small and started when first needed; who finds them all busy waits in line.</summary>
internal sealed class HandshakePool : IDisposable
{
    const int MaximumThreads = 16;
    const int MaximumWaiting = 512;
    const int StackSize = 256 * 1024;

    readonly Queue<DtlsTransport> _waiting = new();
    int _threads;
    int _idle;
    bool _stopped;

    /// <summary>False: too many are waiting.</summary>
    public bool TryEnter(DtlsTransport transport)
    {
        lock (_waiting)
        {
            if (_stopped || _waiting.Count == MaximumWaiting)
            {
                return false;
            }
            _waiting.Enqueue(transport);
            if (_idle < _waiting.Count && _threads < MaximumThreads)
            {
                _threads++;
                new Thread(Work, StackSize) { IsBackground = true, Name = $"DTLS handshake {_threads}" }.Start();
            }
            Monitor.Pulse(_waiting);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_waiting)
        {
            _stopped = true;
            _waiting.Clear();
            Monitor.PulseAll(_waiting);
        }
    }

    void Work()
    {
        while (Next() is { } transport)
        {
            transport.RunHandshake();
        }
    }

    DtlsTransport? Next()
    {
        lock (_waiting)
        {
            _idle++;
            while (_waiting.Count == 0 && !_stopped)
            {
                Monitor.Wait(_waiting);
            }
            _idle--;
            return _stopped ? null : _waiting.Dequeue();
        }
    }
}
