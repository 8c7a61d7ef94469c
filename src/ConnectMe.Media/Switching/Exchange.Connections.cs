namespace ConnectMe.Media.Switching;

// Connections come and go; lines stay.
sealed partial class Exchange
{
    /// <summary>A connection of this line has been answered. It takes the place of the line's present one when its handshake is done.</summary>
    public void Open(Guid id, PeerConnection connection, DateTimeOffset now)
    {
        if (!_lines.TryGetValue(id, out var line))
        {
            _lines.Add(id, line = new Line(id, _sounds, outputs));
        }

        if (line.Pending is { } superseded)
        {
            Drop(superseded, now);
        }

        line.Pending = connection;
        line.AwaySince = null;
        _owners.Add(connection, line);
        outputs.Admit(connection);
    }

    public void Close(Guid id, DateTimeOffset now)
    {
        if (!_lines.Remove(id, out var line))
        {
            return;
        }

        line.Disconnect();
        var (current, pending) = (line.Current, line.Pending);
        line.Attach(null);
        line.Pending = null;
        Qualities.TryRemove(id, out _);
        line.Dispose();
        Drop(current, now);
        Drop(pending, now);
    }

    public void CloseAll(DateTimeOffset now)
    {
        foreach (var id in _lines.Keys)
        {
            Close(id, now);
        }
    }

    /// <summary>What a connection reports about itself.</summary>
    public void Handle(PeerConnection connection, in MediaOutput output, DateTimeOffset now)
    {
        if (!_owners.TryGetValue(connection, out var line))
        {
            return; // closed a moment ago
        }

        switch (output.Kind)
        {
            case MediaOutputKind.Connected:
                TakeOver(line, connection, now);
                break;
            case MediaOutputKind.Failed:
                Lose(line, connection, LineDownReason.HandshakeFailed, now);
                break;
            case MediaOutputKind.Closed:
                Lose(line, connection, LineDownReason.Closed, now);
                break;
            case MediaOutputKind.ConsentExpired:
                Lose(line, connection, LineDownReason.ConsentExpired, now);
                break;
            case MediaOutputKind.DigitReceived when line.Current == connection:
                outputs.Report(new MediaEvent.DigitReceived(line.Id, output.Digit));
                break;
        }
    }

    /// <summary>Our code failed on this connection: it goes, the others stay.</summary>
    public void Fault(PeerConnection connection, Exception exception, DateTimeOffset now)
    {
        if (_owners.TryGetValue(connection, out var line))
        {
            outputs.Report(new MediaEvent.Faulted(line.Id, exception));
            Lose(line, connection, LineDownReason.Faulted, now);
        }
    }

    /// <summary>Our code failed on this line.</summary>
    public void Fault(Guid id, Exception exception, DateTimeOffset now)
    {
        outputs.Report(new MediaEvent.Faulted(id, exception));
        Close(id, now);
        outputs.Report(new MediaEvent.LineDown(id, LineDownReason.Faulted));
    }

    /// <summary>Once a second: publishes how lines do, forgets those whose browser did not come back.</summary>
    public void Review(DateTimeOffset now)
    {
        foreach (var line in _lines.Values)
        {
            if (line.Current is { } current)
            {
                Qualities[line.Id] = current.Quality;
            }
            else if (line.AwaySince is { } since && now - since > Forgotten)
            {
                Close(line.Id, now);
            }
        }
    }

    void TakeOver(Line line, PeerConnection connection, DateTimeOffset now)
    {
        if (line.Pending != connection)
        {
            return;
        }

        var replaced = line.Current;
        line.Pending = null;
        line.Attach(connection);
        Drop(replaced, now);
        outputs.Report(new MediaEvent.LineUp(line.Id));
    }

    void Lose(Line line, PeerConnection connection, LineDownReason reason, DateTimeOffset now)
    {
        if (line.Current == connection)
        {
            line.Attach(null);
        }
        else
        {
            line.Pending = null;
        }

        var isStillUp = line.Current is not null; // an attempt to replace it has failed
        line.AwaySince = isStillUp || line.Pending is not null ? null : now;
        Drop(connection, now);
        if (!isStillUp)
        {
            Qualities.TryRemove(line.Id, out _);
            outputs.Report(new MediaEvent.LineDown(line.Id, reason));
        }
    }

    void Drop(PeerConnection? connection, DateTimeOffset now)
    {
        if (connection is not null && _owners.Remove(connection))
        {
            outputs.Retire(connection);
            connection.Close(now);
            outputs.Drain(connection);
        }
    }

    /// <summary>A call waits 30 s for its browser; after that nobody asks for the line's state.</summary>
    static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(60);
}
