namespace ConnectMe.Media.Srtp;

/// <summary>Which of the last 128 indices were received (RFC 3711 §3.3.2 asks for 64 or more). A value: it changes only by <see cref="Accept"/>, after authentication.</summary>
internal struct ReplayWindow
{
    const int Size = 128;

    UInt128 _received; // bit n: Highest - n

    /// <summary>Starts with its first index received.</summary>
    public ReplayWindow(ulong first)
    {
        Highest = first;
        _received = UInt128.One;
    }

    public ulong Highest { get; private set; }

    /// <summary>False for what was received before and for what is too old to tell.</summary>
    public readonly bool Allows(ulong index)
    {
        if (index > Highest)
        {
            return true;
        }
        var age = Highest - index;
        return age < Size && (_received >> (int)age & UInt128.One) == UInt128.Zero;
    }

    public void Accept(ulong index)
    {
        if (index > Highest)
        {
            var advance = index - Highest;
            _received = advance < Size ? (_received << (int)advance) | UInt128.One : UInt128.One;
            Highest = index;
            return;
        }
        _received |= UInt128.One << (int)(Highest - index);
    }
}
