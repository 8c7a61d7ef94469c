using System.Security.Cryptography;
using System.Text;

namespace ConnectMe.Kernel;

/// <summary>Ids of what somebody has one of: they follow from whose it is, so two first changes meet in one stream (a name-based UUID, RFC 9562 §5.8).</summary>
public static class NamedId
{
    public static Guid Of(string kind, Guid whose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{whose:n}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
