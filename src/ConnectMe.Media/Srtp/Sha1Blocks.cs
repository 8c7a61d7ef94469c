using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ConnectMe.Media.Srtp;

/// <summary>The compression function of SHA-1 (FIPS 180-4 §6.1.2) as OpenSSL has it, with the CPU's SHA instructions where there are any: .NET offers it only as part of a whole hash.</summary>
/// <remarks>SHA1_Update of whole blocks is that function, and nothing else of its context is used: five words, a count, an empty block.</remarks>
static unsafe class Sha1Blocks
{
    public const int Block = 64;
    public const int Words = 5;

    static readonly delegate* unmanaged<Context*, byte*, nuint, int> Update = Load();

    /// <summary>False where OpenSSL is not there, or its context is not the one known here.</summary>
    public static bool IsSupported { get; } = Update is not null && IsRight();

    /// <param name="state">Five words, changed.</param>
    /// <param name="blocks">Whole ones.</param>
    public static void Compress(Span<uint> state, ReadOnlySpan<byte> blocks)
    {
        var context = default(Context);
        state[..Words].CopyTo(new Span<uint>(context.State, Words));
        fixed (byte* start = blocks)
        {
            _ = Update(&context, start, (nuint)blocks.Length);
        }

        new ReadOnlySpan<uint>(context.State, Words).CopyTo(state);
    }

    /// <summary>FIPS 180-4 §5.3.1.</summary>
    public static ReadOnlySpan<uint> Initial => [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];

    static delegate* unmanaged<Context*, byte*, nuint, int> Load() =>
        NativeLibrary.TryLoad("libcrypto.so.3", out var library) && NativeLibrary.TryGetExport(library, "SHA1_Update", out var update)
            ? (delegate* unmanaged<Context*, byte*, nuint, int>)update
            : null;

    /// <summary>Three blocks and their padding, against .NET's own.</summary>
    static bool IsRight()
    {
        Span<byte> text = stackalloc byte[4 * Block];
        for (var i = 0; i < 3 * Block; i++)
        {
            text[i] = (byte)(7 * i);
        }

        text[3 * Block] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(text[^sizeof(ulong)..], 3 * Block * 8);
        Span<uint> state = stackalloc uint[Words];
        Initial.CopyTo(state);
        Compress(state, text);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        WriteHash(state, hash);
        return hash.SequenceEqual(SHA1.HashData(text[..(3 * Block)]));
    }

    public static void WriteHash(ReadOnlySpan<uint> state, Span<byte> hash)
    {
        for (var i = 0; i < Words; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(i * sizeof(uint))..], state[i]);
        }
    }

    /// <summary>SHA_CTX, the same since SSLeay.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Context
    {
        public fixed uint State[Words];
        public uint BitsLow;
        public uint BitsHigh;
        public fixed uint Waiting[Block / sizeof(uint)];
        public uint WaitingBytes;
    }
}
