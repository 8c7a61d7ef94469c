namespace ConnectMe.Telephony.Survival;

/// <summary>Whether the process stops when its calls are over: switchboards ask at each input.</summary>
internal sealed class DrainState
{
    volatile bool _isDraining;

    public bool IsDraining
    {
        get => _isDraining;
        set => _isDraining = value;
    }
}
