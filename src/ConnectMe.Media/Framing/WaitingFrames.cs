namespace ConnectMe.Media.Framing;

/// <summary>
/// What a slow receiver has no room for, its length in front: a few frames of which the oldest goes when another one comes, for sound that is late is of no use.
/// Nothing is allocated once made.
/// </summary>
sealed class WaitingFrames
{
    readonly byte[] _frames = GC.AllocateUninitializedArray<byte>(Capacity * MaximumLength, pinned: true);
    readonly int[] _lengths = new int[Capacity];
    int _first;

    public int Count { get; private set; }

    /// <summary>The oldest; empty when there is none.</summary>
    public ReadOnlySpan<byte> First => Count == 0 ? default : _frames.AsSpan(_first * MaximumLength, _lengths[_first]);

    /// <returns>False when the oldest was given up for it.</returns>
    public bool Add(ReadOnlySpan<byte> frame)
    {
        var hasRoom = Count < Capacity;
        if (!hasRoom)
        {
            RemoveFirst();
        }

        var last = (_first + Count) % Capacity;
        frame.CopyTo(_frames.AsSpan(last * MaximumLength, MaximumLength));
        _lengths[last] = frame.Length;
        Count++;
        return hasRoom;
    }

    public void RemoveFirst()
    {
        _first = (_first + 1) % Capacity;
        Count--;
    }

    /// <summary>200 ms of sound.</summary>
    public const int Capacity = 10;

    /// <summary>The longest that we send, and its length in front.</summary>
    public const int MaximumLength = FrameReader.Header + MediaOutputs.Slot;
}
