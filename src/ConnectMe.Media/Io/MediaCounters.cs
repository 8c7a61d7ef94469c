using System.Diagnostics.Metrics;

namespace ConnectMe.Media.Io;

/// <summary>
/// What the media thread counts: plain numbers that only it writes, read by whoever collects metrics. Counting costs an addition.
/// </summary>
sealed class MediaCounters : IDisposable
{
    readonly Meter _meter = new("ConnectMe.Media");
    readonly long[] _streamsEnded = new long[Enum.GetValues<StreamEnd>().Length];
    readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];
    long _packetsIn;
    long _packetsOut;
    long _lateTicks;
    long _handshakes;
    long _handshakesFailed;
    long _faults;
    long _streamsOpened;
    int _linesUp;
    int _legs;

    public MediaCounters(Func<IEnumerable<MediaSocket>> sockets)
    {
        _meter.CreateObservableCounter(
            "connectme.media.packets.received",
            () => PacketsIn,
            "{packet}",
            "Datagrams received on the media port"
        );
        _meter.CreateObservableCounter("connectme.media.packets.sent", () => PacketsOut, "{packet}", "Datagrams sent");
        _meter.CreateObservableCounter("connectme.media.packets.dropped", Drops, "{packet}", "Datagrams that were of no use, by reason");
        _meter.CreateObservableUpDownCounter(
            "connectme.media.lines.up",
            () => LinesUp,
            "{line}",
            "Lines whose handshake is done, and legs"
        );
        _meter.CreateObservableUpDownCounter("connectme.media.legs", () => Legs, "{leg}", "SIP legs with ports of their own");
        _meter.CreateObservableUpDownCounter(
            "connectme.media.tcp.open",
            () => Streams,
            "{connection}",
            "TCP connections to the media port"
        );
        _meter.CreateObservableCounter(
            "connectme.media.tcp.closed",
            Ends,
            "{connection}",
            "TCP connections to the media port closed, by reason"
        );
        _meter.CreateObservableCounter("connectme.media.handshakes", Handshakes, "{handshake}", "DTLS handshakes, by result");
        _meter.CreateObservableCounter(
            "connectme.media.ticks.late",
            () => LateTicks,
            "{tick}",
            "20 ms ticks that came late by 20 ms or more"
        );
        _meter.CreateObservableCounter("connectme.media.faults", () => Faults, "{fault}", "Exceptions of our own code on the media thread");
        _meter.CreateObservableGauge(
            "connectme.media.socket.receive_buffer",
            () =>
                sockets()
                    .Select(s => new Measurement<int>(s.ReceiveBuffer, new KeyValuePair<string, object?>("address", s.Address.ToString()))),
            "By",
            "Receive buffer that the system has granted; below 8 MB (it counts double) raise net.core.rmem_max"
        );
    }

    public void Received() => _packetsIn++;

    public void Sent() => _packetsOut++;

    public void Dropped(DropReason reason) => _dropped[(int)reason]++;

    public void TicksLate(long ticks) => _lateTicks += ticks;

    public void StreamOpened() => _streamsOpened++;

    public void StreamEnded(StreamEnd why) => _streamsEnded[(int)why]++;

    public void CountLinesUp(int lines) => _linesUp = lines;

    public void CountLegs(int legs) => _legs = legs;

    public void HandshakeDone(bool ok)
    {
        if (ok)
        {
            _handshakes++;
        }
        else
        {
            _handshakesFailed++;
        }
    }

    public void Faulted() => _faults++;

    public long PacketsIn => Volatile.Read(ref _packetsIn);

    public long PacketsOut => Volatile.Read(ref _packetsOut);

    public long LateTicks => Volatile.Read(ref _lateTicks);

    public long Faults => Volatile.Read(ref _faults);

    /// <summary>TCP connections that are open now.</summary>
    public long Streams => Volatile.Read(ref _streamsOpened) - Enum.GetValues<StreamEnd>().Sum(EndedBy);

    public long EndedBy(StreamEnd why) => Volatile.Read(ref _streamsEnded[(int)why]);

    public int Legs => Volatile.Read(ref _legs);

    public int LinesUp => Volatile.Read(ref _linesUp);

    public long DroppedFor(DropReason reason) => Volatile.Read(ref _dropped[(int)reason]);

    /// <summary>Whether it is this engine's: a process may have several.</summary>
    public bool Owns(Instrument instrument) => instrument.Meter == _meter;

    public void Dispose() => _meter.Dispose();

    IEnumerable<Measurement<long>> Drops() =>
        Enum.GetValues<DropReason>().Select(reason => Tagged(DroppedFor(reason), "reason", reason.ToString()));

    IEnumerable<Measurement<long>> Ends() => Enum.GetValues<StreamEnd>().Select(why => Tagged(EndedBy(why), "reason", why.ToString()));

    IEnumerable<Measurement<long>> Handshakes() =>
        [Tagged(Volatile.Read(ref _handshakes), "result", "ok"), Tagged(Volatile.Read(ref _handshakesFailed), "result", "failed")];

    static Measurement<long> Tagged(long value, string tag, string tagValue) =>
        new(value, new KeyValuePair<string, object?>(tag, tagValue));
}
