namespace ConnectMe.Media.Audio;

/// <summary>Plays an encoded sound to one line, a payload every 20 ms.</summary>
sealed class Player(EncodedSound sound, bool loop)
{
    int _next;

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
}
