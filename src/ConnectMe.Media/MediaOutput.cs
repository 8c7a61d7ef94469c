using ConnectMe.Media.Dtls;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media;

/// <summary>What a <see cref="PeerConnection"/> wants done.</summary>
enum MediaOutputKind
{
    /// <summary>Send the datagram over the path.</summary>
    Transmit,

    /// <summary>From now on what comes over this path is this connection's.</summary>
    PathValidated,

    PathForgotten,

    /// <summary>The handshake is done: media flows.</summary>
    Connected,

    /// <summary>The handshake failed.</summary>
    Failed,

    /// <summary>The peer said goodbye.</summary>
    Closed,

    /// <summary>No sign of life for 30 s (RFC 7675 §5.1).</summary>
    ConsentExpired,

    DigitReceived,
}

/// <param name="datagram">Of <see cref="MediaOutputKind.Transmit"/>; valid until the connection is next called.</param>
readonly ref struct MediaOutput(MediaOutputKind kind, Path path, ReadOnlySpan<byte> datagram, char digit, DtlsFailure? failure)
{
    public MediaOutputKind Kind { get; } = kind;

    public Path Path { get; } = path;

    public ReadOnlySpan<byte> Datagram { get; } = datagram;

    public char Digit { get; } = digit;

    public DtlsFailure? Failure { get; } = failure;
}

/// <summary>The outputs that wait to be taken, with room for the datagrams among them. Nothing is allocated once made.</summary>
sealed class MediaOutputs
{
    readonly byte[] _datagrams = GC.AllocateUninitializedArray<byte>(Capacity * Slot, pinned: true);
    readonly Entry[] _entries = new Entry[Capacity];
    int _first;
    int _count;

    /// <summary>Where the next datagram is written; empty when nobody has taken what waits.</summary>
    public Span<byte> Room => _count == Capacity ? default : _datagrams.AsSpan((_first + _count) % Capacity * Slot, Slot);

    /// <summary>Sends what was written into <see cref="Room"/>.</summary>
    public void Transmit(int length, in Path path) => Add(new Entry(MediaOutputKind.Transmit, path, length, default, null));

    public void Add(MediaOutputKind kind, in Path path = default, char digit = default, DtlsFailure? failure = null) =>
        Add(new Entry(kind, path, 0, digit, failure));

    public bool TryTake(out MediaOutput output)
    {
        if (_count == 0)
        {
            output = default;
            return false;
        }

        ref var entry = ref _entries[_first];
        output = new MediaOutput(entry.Kind, entry.Path, _datagrams.AsSpan(_first * Slot, entry.Length), entry.Digit, entry.Failure);
        _count--;
        _first = _count == 0 ? 0 : (_first + 1) % Capacity; // always the same room where one suffices: what lies in the processor's cache
        return true;
    }

    void Add(Entry entry)
    {
        if (_count == Capacity)
        {
            throw new InvalidOperationException("Outputs must be taken after each call.");
        }

        _entries[(_first + _count) % Capacity] = entry;
        _count++;
    }

    record struct Entry(MediaOutputKind Kind, Path Path, int Length, char Digit, DtlsFailure? Failure);

    /// <summary>Of one call: a check can validate one path, forget another and be answered; a tick can send audio and a report.</summary>
    const int Capacity = 8;

    /// <summary>A full Ethernet frame and what SRTP adds.</summary>
    public const int Slot = Rtp.RtpPacket.MaximumLength + Srtp.SrtpSession.MaximumExpansion;
}
