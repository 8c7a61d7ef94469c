using ConnectMe.Media.Rtp;

namespace ConnectMe.Media.Rtcp;

/// <summary>What we received of one source: extended sequence number, loss and jitter (RFC 3550 §A.1, §A.3, §A.8).</summary>
/// <param name="minimumSequential">Packets in order before a source is believed: 2 on plain RTP, 1 when SRTP has authenticated it.</param>
sealed class ReceptionStatistics(Ssrc ssrc, int clockRate, int minimumSequential)
{
    int _inOrder;
    bool _started;
    SequenceNumber _highest;
    SequenceNumber? _afterJump;
    uint _cycles;
    uint _base;
    uint _received;
    uint _expectedBefore;
    uint _receivedBefore;
    double _jitter;
    bool _hasTransit;
    DateTimeOffset _lastArrival;
    RtpTimestamp _lastTimestamp;
    uint _lastSenderReport;
    DateTimeOffset _lastSenderReportAt;

    public Ssrc Ssrc => ssrc;

    public RtpVerdict Handle(SequenceNumber sequence, RtpTimestamp timestamp, DateTimeOffset now)
    {
        var verdict = Order(sequence);
        if (verdict is RtpVerdict.Accepted or RtpVerdict.Late)
        {
            _received++;
            Measure(timestamp, now);
        }

        return verdict;
    }

    public void HandleSenderReport(in SenderReport report, DateTimeOffset now) =>
        (_lastSenderReport, _lastSenderReportAt) = (report.Time.Middle, now);

    /// <summary>Jitter starts anew: after a pause the sender's clock may have stood still, which is no jitter of the network.</summary>
    public void Resume()
    {
        _hasTransit = false;
        _jitter = 0;
    }

    /// <summary>The block for a report; starts the next interval.</summary>
    public ReportBlock TakeReport(DateTimeOffset now)
    {
        var (expected, received) = (Expected - _expectedBefore, _received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (Expected, _received);
        var lost = unchecked((int)(expected - received));
        var fraction = expected == 0 || lost <= 0 ? 0 : Math.Min(255, (lost << 8) / (int)expected);
        return new ReportBlock(
            ssrc,
            FractionLost: (byte)fraction,
            CumulativeLost: CumulativeLost,
            HighestSequence: _cycles + _highest.Value,
            Jitter: (uint)_jitter,
            LastSenderReport: _lastSenderReport,
            DelaySinceLastSenderReport: _lastSenderReport == 0
                ? 0
                : (uint)Math.Clamp((now - _lastSenderReportAt).TotalSeconds * 65536, 0, uint.MaxValue)
        );
    }

    public uint Received => _received;

    public uint Expected => _started ? _cycles + _highest.Value - _base + 1 : 0;

    public int CumulativeLost => unchecked((int)(Expected - _received));

    public TimeSpan Jitter => TimeSpan.FromSeconds(_jitter / clockRate);

    public DateTimeOffset LastArrival => _lastArrival;

    /// <summary>RFC 3550 §A.1, update_seq.</summary>
    RtpVerdict Order(SequenceNumber sequence)
    {
        if (!_started)
        {
            _inOrder = sequence == _highest.Next ? _inOrder + 1 : 1;
            _highest = sequence;
            if (_inOrder < minimumSequential)
            {
                return RtpVerdict.OnProbation;
            }

            Restart(sequence);
            return RtpVerdict.Accepted;
        }

        var distance = sequence.DistanceFrom(_highest);
        if (distance is > 0 and < MaximumDropout)
        {
            _cycles += sequence.Value < _highest.Value ? 0x10000u : 0;
            _highest = sequence;
            _afterJump = null;
            return RtpVerdict.Accepted;
        }

        if (distance is <= 0 and > -MaximumMisorder)
        {
            return distance == 0 ? RtpVerdict.Duplicate : RtpVerdict.Late;
        }

        if (_afterJump == sequence)
        {
            // Two in order after a very large jump: the other side restarted without telling.
            Restart(sequence);
            return RtpVerdict.Accepted;
        }

        _afterJump = sequence.Next;
        return RtpVerdict.Jumped;
    }

    void Restart(SequenceNumber sequence)
    {
        _started = true;
        _highest = sequence;
        _base = sequence.Value;
        (_cycles, _received, _expectedBefore, _receivedBefore) = (0, 0, 0, 0);
        _afterJump = null;
        Resume();
    }

    /// <summary>RFC 3550 §A.8: J += (|D| - J) / 16, D the difference in spacing at arrival and at sending.</summary>
    void Measure(RtpTimestamp timestamp, DateTimeOffset now)
    {
        if (_hasTransit)
        {
            var apart = (now - _lastArrival).TotalSeconds * clockRate - timestamp.DistanceFrom(_lastTimestamp);
            _jitter += (Math.Min(Math.Abs(apart), clockRate) - _jitter) / 16;
        }

        (_hasTransit, _lastArrival, _lastTimestamp) = (true, now, timestamp);
    }

    const int MaximumDropout = 3000;
    const int MaximumMisorder = 100;
}
