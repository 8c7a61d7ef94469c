namespace ConnectMe.Media.Switching;

// Connections come and go; lines stay.
sealed partial class Exchange
{
    /// <summary>A connection of this line has been answered. It takes the place of the line's present one when its handshake is done.</summary>
    public void Open(Guid id, MediaConnection connection, DateTimeOffset now)
    {
        var line = FindOrAdd(id);
        if (line.Pending is { } superseded)
        {
            Drop(superseded, now);
        }

        line.Pending = connection;
        line.AwaySince = null;
        connection.Line = line;
        outputs.Admit(connection);
    }

    /// <summary>A SIP leg that has been offered: it can be connected and played to before its answer comes.</summary>
    public void Expect(Guid id) => FindOrAdd(id).AwaySince = null;

    /// <summary>Offer and answer of a SIP leg have been exchanged, for the first time or again: from now on it is what they say.</summary>
    public void Negotiated(Guid id, RtpSession session, RtpTerms terms, DateTimeOffset now)
    {
        if (session.IsClosed)
        {
            return;
        }

        var line = FindOrAdd(id);
        var isSame = session.Negotiate(terms);
        if (line.Current == session && isSame)
        {
            outputs.Drain(session);
            return; // who listens need not notice
        }

        if (line.Current != session)
        {
            var replaced = line.Current;
            session.Line = line;
            outputs.Admit(session);
            Drop(replaced, now);
        }

        line.AwaySince = null;
        Attach(line, session);
        outputs.Drain(session);
    }

    public void Close(Guid id, DateTimeOffset now)
    {
        if (!_lines.Remove(id, out var line))
        {
            return;
        }

        line.Disconnect();
        Leave(line);
        var (current, pending) = (line.Current, line.Pending);
        Attach(line, null);
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
    public void Handle(MediaConnection connection, in MediaOutput output, DateTimeOffset now)
    {
        if (connection.Line is not { } line)
        {
            return; // closed a moment ago
        }

        switch (output.Kind)
        {
            case MediaOutputKind.Connected when line.Current == connection:
                outputs.Report(new MediaEvent.LineUp(line.Id)); // a leg, which is there before its keys are
                break;
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
    public void Fault(MediaConnection connection, Exception exception, DateTimeOffset now)
    {
        if (connection.Line is { } line)
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

    /// <summary>Once a second: publishes how lines do, ends legs that fell silent, forgets lines whose browser did not come back.</summary>
    public void Review(DateTimeOffset now)
    {
        foreach (var line in _lines.Values)
        {
            if (line.Current is { } current)
            {
                Publish(line, current);
                if (current.HasFallenSilent(expected: line.Other is not null || line.Participant is not null))
                {
                    Lose(line, current, LineDownReason.MediaTimeout, now);
                }
            }
            else if (line.AwaySince is { } since && now - since > Forgotten)
            {
                Close(line.Id, now);
            }
        }
    }

    void TakeOver(Line line, MediaConnection connection, DateTimeOffset now)
    {
        if (line.Pending != connection)
        {
            return;
        }

        var replaced = line.Current;
        line.Pending = null;
        Attach(line, connection);
        Drop(replaced, now);
        outputs.Report(new MediaEvent.LineUp(line.Id, connection.From, connection.IsOverTcp));
    }

    void Lose(Line line, MediaConnection connection, LineDownReason reason, DateTimeOffset now)
    {
        if (line.Current == connection)
        {
            Attach(line, null);
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

    void Drop(MediaConnection? connection, DateTimeOffset now)
    {
        if (connection?.Line is not { } line)
        {
            return;
        }

        connection.Line = null;

        if (connection is RtpSession)
        {
            outputs.Report(new MediaEvent.LegClosed(line.Id, connection.Quality));
        }

        outputs.Retire(connection);
        connection.Close(now);
        outputs.Drain(connection);
    }

    Line FindOrAdd(Guid id)
    {
        if (!_lines.TryGetValue(id, out var line))
        {
            _lines.Add(id, line = new Line(id, _sounds, outputs));
        }

        return line;
    }

    /// <summary>A call waits 30 s for its browser; after that nobody asks for the line's state.</summary>
    static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(60);
}
