using System.Runtime.InteropServices;
using ConnectMe.Media.Framing;
using ConnectMe.Media.Stun;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Io;

/// <summary>
/// A browser's TCP connection, on which each frame is what else would be a datagram (RFC 4571). TCP keeps what is late; this does not: no more is given to
/// the system than it is about to send, a few frames wait here, and of those the oldest goes first.
/// </summary>
sealed unsafe class FramedSocket(int descriptor, Path path, DateTimeOffset now) : IDisposable
{
    readonly FrameReader _reader = new();
    WaitingFrames? _waiting; // most never have to wait
    byte[]? _rest;
    int _restLength;

    public Path Path => path;

    public int Descriptor => descriptor;

    /// <summary>Whose it is, once a check with that connection's password has come over it; null before.</summary>
    public PeerConnection? Owner { get; set; }

    /// <summary>When the last whole frame came, at first when it was opened.</summary>
    public DateTimeOffset HeardAt { get; set; } = now;

    public bool IsOpen { get; private set; } = true;

    public bool IsBackedUp => _restLength > 0 || _waiting is { Count: > 0 };

    /// <summary>Reads what has come, as much as fits.</summary>
    /// <returns>False when the stream has ended.</returns>
    public bool Receive()
    {
        var room = _reader.Room;
        nint length;
        fixed (byte* bytes = room)
        {
            length = Libc.Receive(descriptor, bytes, (nuint)room.Length, Libc.DontWait);
        }

        if (length > 0)
        {
            _reader.Received((int)length);
            return true;
        }

        return length < 0 && Marshal.GetLastPInvokeError() is Libc.TryAgain or Libc.Interrupted;
    }

    /// <summary>Before it has an owner only a check is taken, and none is longer than <see cref="StunLimits.Message"/>.</summary>
    public FrameVerdict Read(out Span<byte> frame) =>
        _reader.Read(Owner is null ? StunLimits.Message : FrameReader.MaximumFrame, out frame);

    /// <param name="frame">Its length in front.</param>
    /// <returns>False when it, or an older one, was given up.</returns>
    public bool Send(ReadOnlySpan<byte> frame)
    {
        if (Flush() && HasRoom && Write(frame))
        {
            return true;
        }

        return (_waiting ??= new WaitingFrames()).Add(frame);
    }

    /// <summary>Sends on what waits.</summary>
    /// <returns>True when nothing waits any more.</returns>
    public bool Flush()
    {
        if (_restLength > 0)
        {
            var rest = _rest.AsSpan(0, _restLength);
            _restLength = 0;
            if (!Write(rest))
            {
                _restLength = rest.Length;
                return false;
            }
        }

        while (_waiting is { Count: > 0 } waiting)
        {
            if (!HasRoom || !Write(waiting.First))
            {
                return false;
            }

            waiting.RemoveFirst();
        }

        return _restLength == 0;
    }

    public void Dispose()
    {
        if (IsOpen)
        {
            IsOpen = false;
            _ = Libc.Close(descriptor); // what the system has is still sent
        }
    }

    /// <summary>The network takes what the system has: all but the last segment has been sent.</summary>
    bool HasRoom
    {
        get
        {
            int unsent;
            return _restLength == 0 && Libc.Ask(descriptor, Libc.AskUnsent, &unsent) == 0 && unsent <= MaximumUnsent;
        }
    }

    /// <returns>False when the system takes none of it now, or never again: then reading finds that out.</returns>
    bool Write(ReadOnlySpan<byte> frame)
    {
        nint sent;
        fixed (byte* bytes = frame)
        {
            sent = Libc.Send(descriptor, bytes, (nuint)frame.Length, Libc.DontWait | Libc.NoSignal);
        }

        if (sent < 0)
        {
            return false;
        }

        if (sent < frame.Length) // the other half must follow before anything else does
        {
            _rest ??= GC.AllocateUninitializedArray<byte>(WaitingFrames.MaximumLength, pinned: true);
            frame[(int)sent..].CopyTo(_rest);
            _restLength = frame.Length - (int)sent;
        }

        return true;
    }

    /// <summary>One segment: 140 ms of G.711, and TCP sends it in one go when the way is free again.</summary>
    const int MaximumUnsent = 1400;
}
