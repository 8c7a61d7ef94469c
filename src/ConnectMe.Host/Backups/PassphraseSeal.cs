using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Host.Backups;

/// <summary>
/// Protects a backup that leaves the machine with a passphrase: AES-256-GCM in chunks of 64 KiB, by the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015)
/// as the file format "age" has it: the nonce counts the chunks and marks the last one, so that none can be changed, moved or left off. The key is the passphrase's by
/// PBKDF2-HMAC-SHA256 with a salt of the file's own.
/// <code>
/// magic (8) | iterations (4, big endian) | salt (16) | chunk: ciphertext (up to 65536), tag (16) | chunk ...
/// </code>
/// </summary>
internal static class PassphraseSeal
{
    public const int ShortestPassphrase = 12;
    const int Chunk = 64 * 1024;
    const int TagBytes = 16;
    const int HeaderBytes = 28;

    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA256 (2023).</summary>
    const int Iterations = 600_000;

    /// <summary>A file asks for its own number: more would keep the server busy for a stranger.</summary>
    const int MostIterations = 5_000_000;

    static ReadOnlySpan<byte> Magic => "CMSEAL1\n"u8;

    public static bool IsSealed(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[8];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Magic);
    }

    public static async Task Seal(Stream from, Stream to, string passphrase, CancellationToken ct)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), Iterations);
        RandomNumberGenerator.Fill(header.AsSpan(12));
        await to.WriteAsync(header, ct);
        using var aes = new AesGcm(KeyOf(passphrase, header), TagBytes);
        var (plain, next, ciphered, nonce) = (new byte[Chunk], new byte[Chunk], new byte[Chunk + TagBytes], new byte[12]);
        var length = await from.ReadAtLeastAsync(plain, Chunk, throwOnEndOfStream: false, ct);
        while (true)
        {
            var nextLength = length < Chunk ? 0 : await from.ReadAtLeastAsync(next, Chunk, throwOnEndOfStream: false, ct);
            nonce[11] = (byte)(nextLength == 0 ? 1 : 0);
            aes.Encrypt(nonce, plain.AsSpan(0, length), ciphered.AsSpan(0, length), ciphered.AsSpan(length, TagBytes), header);
            await to.WriteAsync(ciphered.AsMemory(0, length + TagBytes), ct);
            if (nextLength == 0)
            {
                return;
            }

            (plain, next, length) = (next, plain, nextLength);
            Count(nonce);
        }
    }

    /// <exception cref="BackupFaultException">Another passphrase, or a file that was changed or cut short.</exception>
    public static async Task Unseal(Stream from, Stream to, string passphrase, CancellationToken ct)
    {
        var header = new byte[HeaderBytes];
        if (await from.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, ct) < HeaderBytes || !IsUsable(header))
        {
            throw new BackupFaultException(BackupFault.NotABackup, "The file is cut short.");
        }

        using var aes = new AesGcm(KeyOf(passphrase, header), TagBytes);
        var (ciphered, next, plain, nonce) = (new byte[Chunk + TagBytes], new byte[Chunk + TagBytes], new byte[Chunk], new byte[12]);
        var length = await from.ReadAtLeastAsync(ciphered, ciphered.Length, throwOnEndOfStream: false, ct);
        while (true)
        {
            var nextLength = length < ciphered.Length ? 0 : await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, ct);
            nonce[11] = (byte)(nextLength == 0 ? 1 : 0);
            Open(aes, nonce, ciphered.AsSpan(0, length), plain, header);
            await to.WriteAsync(plain.AsMemory(0, length - TagBytes), ct);
            if (nextLength == 0)
            {
                return;
            }

            (ciphered, next, length) = (next, ciphered, nextLength);
            Count(nonce);
        }
    }

    static void Open(AesGcm aes, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphered, Span<byte> plain, ReadOnlySpan<byte> header)
    {
        var length = ciphered.Length - TagBytes;
        try
        {
            if (length < 0)
            {
                throw new AuthenticationTagMismatchException();
            }

            aes.Decrypt(nonce, ciphered[..length], ciphered[length..], plain[..length], header);
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new BackupFaultException(
                BackupFault.PassphraseWrong,
                "Another passphrase, or the file was changed or cut short.",
                mismatch
            );
        }
    }

    static bool IsUsable(ReadOnlySpan<byte> header) =>
        header.StartsWith(Magic) && BinaryPrimitives.ReadInt32BigEndian(header[8..]) is > 0 and <= MostIterations;

    static byte[] KeyOf(string passphrase, ReadOnlySpan<byte> header) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)),
            header[12..].ToArray(),
            BinaryPrimitives.ReadInt32BigEndian(header[8..]),
            HashAlgorithmName.SHA256,
            32
        );

    /// <summary>The first eleven bytes of the nonce, big endian.</summary>
    static void Count(Span<byte> nonce)
    {
        var i = 10;
        while (++nonce[i] == 0)
        {
            i--;
        }
    }
}
