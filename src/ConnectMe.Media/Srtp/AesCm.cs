using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace ConnectMe.Media.Srtp;

/// <summary>AES-128 in counter mode (RFC 3711 §4.1.1): the CPU's AES instructions, else the platform's AES. One thread: the fallback keeps its buffers.</summary>
/// <remarks>.NET has no counter mode, and one EncryptEcb call costs more than the whole rest of a packet.</remarks>
internal sealed class AesCm : IDisposable
{
    public const int Block = 16;
    public const int KeyLength = 16;

    const int Rounds = 10;
    const int BlocksAtOnce = 4;

    readonly Vector128<byte>[] _roundKeys = [];
    readonly PlatformKeystream? _platform;

    public AesCm(ReadOnlySpan<byte> key)
        : this(key, HasInstructions) { }

    internal AesCm(ReadOnlySpan<byte> key, bool useInstructions)
    {
        if (useInstructions)
        {
            _roundKeys = ExpandKey(key);
        }
        else
        {
            _platform = new PlatformKeystream(key);
        }
    }

    public static bool HasInstructions => X86Aes.IsSupported || ArmAes.IsSupported;

    /// <summary>Exclusive-ors the keystream that starts at this counter block into the data.</summary>
    /// <param name="counter">16 bytes; the last four count on, big-endian.</param>
    public void Xor(ReadOnlySpan<byte> counter, Span<byte> data) => Xor(Vector128.Create(counter), data);

    /// <inheritdoc cref="Xor(ReadOnlySpan{byte}, Span{byte})"/>
    public void Xor(Vector128<byte> counter, Span<byte> data)
    {
        if (_platform is not null)
        {
            Span<byte> block = stackalloc byte[Block];
            counter.CopyTo(block);
            _platform.Xor(block, data);
            return;
        }

        var number = BinaryPrimitives.ReverseEndianness(counter.AsUInt32().GetElement(3));
        // Four at once keep the AES unit busy while each waits for its own last round.
        while (data.Length >= BlocksAtOnce * Block)
        {
            var (b0, b1, b2, b3) = (
                Count(counter, number),
                Count(counter, number + 1),
                Count(counter, number + 2),
                Count(counter, number + 3)
            );
            EncryptFour(ref b0, ref b1, ref b2, ref b3);
            ref var start = ref MemoryMarshal.GetReference(data);
            (Vector128.LoadUnsafe(ref start) ^ b0).StoreUnsafe(ref start);
            (Vector128.LoadUnsafe(ref start, Block) ^ b1).StoreUnsafe(ref start, Block);
            (Vector128.LoadUnsafe(ref start, 2 * Block) ^ b2).StoreUnsafe(ref start, 2 * Block);
            (Vector128.LoadUnsafe(ref start, 3 * Block) ^ b3).StoreUnsafe(ref start, 3 * Block);
            number += BlocksAtOnce;
            data = data[(BlocksAtOnce * Block)..];
        }
        if (!data.IsEmpty)
        {
            XorRest(counter, number, data);
        }
    }

    public void Dispose()
    {
        _platform?.Dispose();
        Array.Clear(_roundKeys);
    }

    static Vector128<byte> Count(Vector128<byte> block, uint number) =>
        block.AsUInt32().WithElement(3, BinaryPrimitives.ReverseEndianness(number)).AsByte();

    void XorRest(Vector128<byte> block, uint number, Span<byte> data)
    {
        var (b0, b1, b2, b3) = (Count(block, number), Count(block, number + 1), Count(block, number + 2), Count(block, number + 3));
        EncryptFour(ref b0, ref b1, ref b2, ref b3);
        Span<byte> keystream = stackalloc byte[BlocksAtOnce * Block];
        b0.CopyTo(keystream);
        b1.CopyTo(keystream[Block..]);
        b2.CopyTo(keystream[(2 * Block)..]);
        b3.CopyTo(keystream[(3 * Block)..]);
        var i = 0;
        for (; i + Block <= data.Length; i += Block)
        {
            (Vector128.Create<byte>(data[i..]) ^ Vector128.Create<byte>(keystream[i..])).CopyTo(data[i..]);
        }
        for (; i < data.Length; i++)
        {
            data[i] ^= keystream[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EncryptFour(ref Vector128<byte> first, ref Vector128<byte> second, ref Vector128<byte> third, ref Vector128<byte> fourth)
    {
        // In locals, so that they stay in registers.
        var (b0, b1, b2, b3) = (first, second, third, fourth);
        ref var keys = ref MemoryMarshal.GetArrayDataReference(_roundKeys);
        if (X86Aes.IsSupported)
        {
            var initial = keys;
            b0 ^= initial;
            b1 ^= initial;
            b2 ^= initial;
            b3 ^= initial;
            for (var round = 1; round < Rounds; round++)
            {
                var key = Unsafe.Add(ref keys, round);
                b0 = X86Aes.Encrypt(b0, key);
                b1 = X86Aes.Encrypt(b1, key);
                b2 = X86Aes.Encrypt(b2, key);
                b3 = X86Aes.Encrypt(b3, key);
            }
            var last = Unsafe.Add(ref keys, Rounds);
            first = X86Aes.EncryptLast(b0, last);
            second = X86Aes.EncryptLast(b1, last);
            third = X86Aes.EncryptLast(b2, last);
            fourth = X86Aes.EncryptLast(b3, last);
            return;
        }
        // Arm's instruction adds the round key first, so the last one is added by hand.
        for (var round = 0; round < Rounds - 1; round++)
        {
            var key = Unsafe.Add(ref keys, round);
            b0 = ArmAes.MixColumns(ArmAes.Encrypt(b0, key));
            b1 = ArmAes.MixColumns(ArmAes.Encrypt(b1, key));
            b2 = ArmAes.MixColumns(ArmAes.Encrypt(b2, key));
            b3 = ArmAes.MixColumns(ArmAes.Encrypt(b3, key));
        }
        var (ninth, tenth) = (Unsafe.Add(ref keys, Rounds - 1), Unsafe.Add(ref keys, Rounds));
        first = ArmAes.Encrypt(b0, ninth) ^ tenth;
        second = ArmAes.Encrypt(b1, ninth) ^ tenth;
        third = ArmAes.Encrypt(b2, ninth) ^ tenth;
        fourth = ArmAes.Encrypt(b3, ninth) ^ tenth;
    }

    // FIPS 197 §5.2 for 128-bit keys; words are little-endian here, so RotWord is a rotation to the right.
    static Vector128<byte>[] ExpandKey(ReadOnlySpan<byte> key)
    {
        var words = new uint[4 * (Rounds + 1)];
        MemoryMarshal.Cast<byte, uint>(key[..KeyLength]).CopyTo(words);
        var roundConstant = 1u;
        for (var i = 4; i < words.Length; i++)
        {
            var word = words[i - 1];
            if (i % 4 == 0)
            {
                word = uint.RotateRight(SubstituteWord(word), 8) ^ roundConstant;
                roundConstant = (roundConstant << 1) ^ (roundConstant >= 0x80 ? 0x11Bu : 0);
            }
            words[i] = words[i - 4] ^ word;
        }
        var keys = MemoryMarshal.Cast<uint, Vector128<byte>>(words).ToArray();
        Array.Clear(words);
        return keys;
    }

    // Arm has no such instruction, but a round with a zero key over four equal words is the S-box: ShiftRows then changes nothing.
    static uint SubstituteWord(uint word) =>
        X86Aes.IsSupported
            ? X86Aes.KeygenAssist(Vector128.Create(word).AsByte(), 0).AsUInt32().ToScalar()
            : ArmAes.Encrypt(Vector128.Create(word).AsByte(), Vector128<byte>.Zero).AsUInt32().ToScalar();

    sealed class PlatformKeystream : IDisposable
    {
        readonly Aes _aes = Aes.Create();
        readonly ICryptoTransform _encryptor;
        readonly byte[] _counters = new byte[SrtpLimits.Packet + Block];
        readonly byte[] _keystream = new byte[SrtpLimits.Packet + Block];

        public PlatformKeystream(ReadOnlySpan<byte> key)
        {
            _aes.Mode = CipherMode.ECB; // one block each: the counter makes the mode
            _aes.Padding = PaddingMode.None;
            _aes.Key = key.ToArray();
            _encryptor = _aes.CreateEncryptor();
        }

        public void Xor(ReadOnlySpan<byte> counter, Span<byte> data)
        {
            var number = BinaryPrimitives.ReadUInt32BigEndian(counter[12..]);
            while (!data.IsEmpty)
            {
                var part = data[..Math.Min(data.Length, SrtpLimits.Packet)];
                var length = (part.Length + Block - 1) / Block * Block;
                for (var at = 0; at < length; at += Block)
                {
                    counter[..12].CopyTo(_counters.AsSpan(at));
                    BinaryPrimitives.WriteUInt32BigEndian(_counters.AsSpan(at + 12), number++);
                }
                _encryptor.TransformBlock(_counters, 0, length, _keystream, 0);
                for (var i = 0; i < part.Length; i++)
                {
                    part[i] ^= _keystream[i];
                }
                data = data[part.Length..];
            }
        }

        public void Dispose()
        {
            _encryptor.Dispose();
            _aes.Dispose();
        }
    }
}
