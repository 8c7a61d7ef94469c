namespace ConnectMe.Media.Switching;

// More than two that hear each other.
sealed partial class Exchange
{
    readonly Dictionary<Guid, Mixer> _mixers = [];

    /// <summary>The line takes part in a mix, or is heard by others of it than before. It leaves what it was in.</summary>
    public void Mix(Guid mix, Guid id, Audience heardBy)
    {
        if (Find(id) is not { } line)
        {
            return;
        }

        if (line.Participant is not { } there || there.Mixer.Id != mix)
        {
            Leave(line);
            if (!_mixers.TryGetValue(mix, out var mixer))
            {
                _mixers.Add(mix, mixer = new Mixer(mix));
            }

            line.Join(mixer);
        }

        line.Participant!.HeardBy(heardBy);
    }

    public void Unmix(Guid mix, Guid id)
    {
        if (Find(id) is { } line && line.Participant?.Mixer.Id == mix)
        {
            Leave(line);
        }
    }

    public bool IsMixing => _mixers.Count > 0;

    /// <summary>Every 20 ms, when all lines have been listened to and before they are sent anything.</summary>
    public void Mix()
    {
        foreach (var mixer in _mixers.Values)
        {
            if (mixer.Mix())
            {
                outputs.Report(new MediaEvent.SpeakerChanged(mixer.Id, mixer.Speaker?.Line ?? Guid.Empty));
            }
        }
    }

    void Leave(Line line)
    {
        if (line.LeaveMix() is { IsEmpty: true } left)
        {
            _mixers.Remove(left.Id);
            left.Dispose();
        }
    }
}
