namespace ConnectMe.Media.Audio;

/// <summary>Plays an encoded sound to one line, a payload every 20 ms.</summary>
/// <param name="sound">What is played.</param>
/// <param name="loop">Over and over.</param>
/// <param name="from">The frame to begin with.</param>
sealed class Player(EncodedSound sound, bool loop, int from = 0)
{
    int _next = from;

    /// <summary>The next payload; false when a sound that does not loop has been played.</summary>
    public bool TryNext(out ReadOnlySpan<byte> payload)
    {
        if (_next >= sound.Frames && loop)
        {
            _next = 0;
        }

        if (_next >= sound.Frames)
        {
            payload = default;
            return false;
        }

        payload = sound.FrameAt(_next++);
        return true;
    }

    public EncodedSound Sound => sound;

    /// <summary>The frame that comes next.</summary>
    public int Next => _next;

    /// <summary>All of it was played; never when it loops.</summary>
    public bool IsOver => !loop && _next >= sound.Frames;
}
