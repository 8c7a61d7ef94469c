namespace ConnectMe.Media.Switching;

/// <summary>
/// Whose voice it is that the others hear: the loudest for a third of a second, until another is or all have been quiet for a second. A cough moves
/// nothing, and it changes at most once a second.
/// </summary>
sealed class ActiveSpeaker
{
    Participant? _candidate;
    int _lasting;
    int _quiet;
    int _shown = Shown;

    public Participant? Current { get; private set; }

    /// <summary>Every 20 ms.</summary>
    /// <returns>True when it is another.</returns>
    public bool Follow(List<Participant> participants)
    {
        Participant? loudest = null;
        foreach (var participant in participants)
        {
            if (participant is { Audience.IsAll: true, Level: > Audible } && participant.Level > (loudest?.Level ?? 0))
            {
                loudest = participant;
            }
        }

        _shown++;
        _quiet = loudest is null ? _quiet + 1 : 0;
        _lasting = loudest is not null && loudest == _candidate ? _lasting + 1 : 0;
        _candidate = loudest;
        var next =
            _quiet >= Quiet ? null
            : _lasting >= Lasting ? loudest
            : Current;
        if (next == Current || (next is not null && _shown < Shown))
        {
            return false;
        }

        (Current, _shown) = (next, 0);
        return true;
    }

    public void Forget(Participant gone)
    {
        _candidate = _candidate == gone ? null : _candidate;
        Current = Current == gone ? null : Current;
    }

    /// <summary>About -38 dBFS: a voice on a poor telephone is above it, a quiet room below.</summary>
    const float Audible = 400;
    const int Lasting = 15;
    const int Quiet = 50;
    const int Shown = 50;
}
