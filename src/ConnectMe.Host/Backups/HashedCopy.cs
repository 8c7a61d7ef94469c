using System.Buffers;
using System.Security.Cryptography;

namespace ConnectMe.Host.Backups;

internal static class HashedCopy
{
    /// <summary>Copies no more than <paramref name="most"/> bytes, and hashes them.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<long> Run(Stream from, Stream to, IncrementalHash hash, long most, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var copied = 0L;
            while (copied < most)
            {
                var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - copied)), ct);
                if (read == 0)
                {
                    break;
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
                copied += read;
            }

            return copied;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
