using System.Buffers.Binary;
using System.Security.Cryptography;
using ConnectMe.Media.Rtp;

namespace ConnectMe.Media;

/// <summary>
/// With which RTP timestamp a leg begins. RFC 3550 §5.1 wants one that nobody can guess, which the leg's id is; a leg that an earlier run had goes on
/// ahead of where that was, since there are phones that go by the timestamp when the source has changed, and drop all that seems to be of the past.
/// </summary>
static class FirstTimestamp
{
    public static RtpTimestamp Of(Guid leg, DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        leg.TryWriteBytes(id);
        SHA256.HashData(id, hash);
        return new RtpTimestamp(
            unchecked(BinaryPrimitives.ReadUInt32BigEndian(hash) + (uint)(now.ToUnixTimeMilliseconds() * PerMillisecond))
        );
    }

    /// <summary>Of the fastest clock, that of Opus; with a slower one it is the further ahead, and for 14 hours not so far that it seems to be behind.</summary>
    const int PerMillisecond = 48;
}
