using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConnectMe.Media.Srtp;

/// <summary>HMAC-SHA1 under one key (RFC 2104), for many short messages. One thread; allocates nothing once made.</summary>
/// <remarks>
/// The key's two blocks are hashed once: a packet costs its own three blocks and one more, and what is touched for it is forty bytes. .NET's own
/// hash costs as much again for going through three layers of OpenSSL's objects, most of which have left the processor's cache when many calls are up.
/// </remarks>
internal sealed class HmacSha1 : IDisposable
{
    const byte InnerPad = 0x36;
    const byte OuterPad = 0x5C;
    const byte EndOfText = 0x80;
    const int LengthField = sizeof(ulong);

    readonly uint[] _inner = new uint[Sha1Blocks.Words];
    readonly uint[] _outer = new uint[Sha1Blocks.Words];
    readonly IncrementalHash? _platform;

    public HmacSha1(ReadOnlySpan<byte> key)
        : this(key, Sha1Blocks.IsSupported) { }

    /// <param name="key">At most a block.</param>
    internal HmacSha1(ReadOnlySpan<byte> key, bool ofBlocks)
    {
        if (!ofBlocks)
        {
            _platform = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
            return;
        }

        Start(_inner, key, InnerPad);
        Start(_outer, key, OuterPad);
    }

    /// <param name="tag">As many of the first bytes as are wanted; may lie in the text.</param>
    public void Compute(ReadOnlySpan<byte> text, Span<byte> tag)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        if (_platform is { } platform)
        {
            platform.AppendData(text);
            platform.GetHashAndReset(hash);
        }
        else
        {
            Finish(_inner, text, hash);
            Finish(_outer, hash, hash);
        }

        hash[..tag.Length].CopyTo(tag);
    }

    public void Dispose()
    {
        _platform?.Dispose();
        Array.Clear(_inner);
        Array.Clear(_outer);
    }

    static void Start(Span<uint> state, ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> block = stackalloc byte[Sha1Blocks.Block];
        block.Fill(pad);
        for (var i = 0; i < key.Length; i++)
        {
            block[i] ^= key[i];
        }

        Sha1Blocks.Initial.CopyTo(state);
        Sha1Blocks.Compress(state, block);
        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>FIPS 180-4 §5.1.1: the text ends with a bit, and the last block with the length in bits, the key's block among them.</summary>
    static void Finish(ReadOnlySpan<uint> start, ReadOnlySpan<byte> text, Span<byte> hash)
    {
        Span<uint> state = stackalloc uint[Sha1Blocks.Words];
        start.CopyTo(state);
        var whole = text.Length / Sha1Blocks.Block * Sha1Blocks.Block;
        if (whole > 0)
        {
            Sha1Blocks.Compress(state, text[..whole]);
        }

        Span<byte> last = stackalloc byte[2 * Sha1Blocks.Block];
        var rest = text[whole..];
        last = last[..(rest.Length + 1 + LengthField > Sha1Blocks.Block ? 2 * Sha1Blocks.Block : Sha1Blocks.Block)];
        rest.CopyTo(last);
        last[rest.Length..].Clear();
        last[rest.Length] = EndOfText;
        BinaryPrimitives.WriteUInt64BigEndian(last[^LengthField..], (ulong)(Sha1Blocks.Block + text.Length) * 8);
        Sha1Blocks.Compress(state, last);
        Sha1Blocks.WriteHash(state, hash);
    }
}
