namespace ConnectMe.Media.Switching;

// How lines do: what is told once a second, and what was counted from one moment to another.
sealed partial class Exchange
{
    readonly Dictionary<Guid, Meter> _meters = [];

    public void BeginMeasuring(Guid line, Guid measurement)
    {
        var meter = new Meter(line);
        meter.Restart(Find(line)?.Current);
        _meters[measurement] = meter;
    }

    /// <summary>Also when the line is gone already.</summary>
    public void EndMeasuring(Guid measurement)
    {
        if (_meters.Remove(measurement, out var meter))
        {
            meter.Read(Find(meter.Line)?.Current);
            outputs.Report(new MediaEvent.Measured(meter.Line, measurement, meter.Quality));
        }
    }

    void Attach(Line line, MediaConnection? connection)
    {
        foreach (var meter in _meters.Values.Where(meter => meter.Line == line.Id))
        {
            meter.Read(line.Current);
            meter.Restart(connection);
        }

        line.Condition.Reset();
        line.Attach(connection);
    }

    void Publish(Line line, MediaConnection current)
    {
        Qualities[line.Id] = current.Quality;
        if (line is { Other: null, Participant: null })
        {
            line.Condition.Reset();
        }
        else if (line.Condition.Judge(current.Reception) is { } condition)
        {
            outputs.Report(new MediaEvent.ConditionChanged(line.Id, condition));
        }
    }
}
