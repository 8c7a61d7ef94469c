namespace ConnectMe.Fuzz;

/// <summary>One reader of bytes from outside, with all that stands behind it. Deterministic: the same messages in the same order do the same.</summary>
public abstract class FuzzTarget : IDisposable
{
    /// <summary>As on the command line and in a report: "sip".</summary>
    public abstract string Name { get; }

    /// <summary>Good messages, and bad ones that are known: what mutations start from.</summary>
    public abstract IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>What the grammar turns on: put into messages as it is.</summary>
    public abstract IReadOnlyList<byte[]> Pieces { get; }

    /// <summary>Does with the message what the product does. May write over it.</summary>
    /// <returns>True: it is well-formed. What is wrong with us, and not with the message, is thrown.</returns>
    public abstract bool Handle(Span<byte> message);

    /// <summary>What we do by ourselves before the message comes, and is no message's cost.</summary>
    public virtual void Prepare() { }

    /// <summary>Whether what was done was right, at a cost of its own. Throws when not.</summary>
    public virtual void Check(ReadOnlySpan<byte> message) { }

    /// <summary>Bytes that no such message comes without, around it.</summary>
    public virtual int Envelope => 0;

    /// <summary>Repairs some mutated messages where the outermost check would stop them all, so that what lies behind it is reached too.</summary>
    public virtual byte[] Mend(byte[] message, Random random) => message;

    public static IReadOnlyList<string> Names { get; } = ["sip", "sdp", "stun", "rtp", "rtcp"];

    public static FuzzTarget Of(string name) =>
        name switch
        {
            "sip" => new Targets.SipTarget(),
            "sdp" => new Targets.SdpTarget(),
            "stun" => new Targets.StunTarget(),
            "rtp" => new Targets.RtpTarget(),
            "rtcp" => new Targets.RtcpTarget(),
            _ => throw new ArgumentException($"There is no target {name}, but {string.Join(", ", Names)}", nameof(name)),
        };

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private protected virtual void End() { }

    private protected static void Must(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new InvalidOperationException(what);
        }
    }

    private protected static IEnumerable<byte[]> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);
}
