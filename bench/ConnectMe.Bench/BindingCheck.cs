using System.Security.Cryptography;
using System.Text;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Stun;

namespace ConnectMe.Bench;

/// <summary>The browser's connectivity check that nominates its path (RFC 8445 §7.2.2), and is its consent for the next 30 s.</summary>
internal static class BindingCheck
{
    public static byte[] Write(IceCredentials server, string peer)
    {
        Span<byte> message = stackalloc byte[StunLimits.Message];
        var writer = new StunMessageWriter(message, StunClass.Request, StunMethod.Binding, RandomNumberGenerator.GetBytes(12));
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{server.UsernameFragment}:{peer}"));
        writer.Add(StunAttribute.Priority, 1000u);
        writer.Add(StunAttribute.IceControlling, 1ul);
        writer.Add(StunAttribute.UseCandidate, []);
        using var key = new MessageIntegrity(Encoding.ASCII.GetBytes(server.Password));
        writer.AddMessageIntegrity(key);
        writer.AddFingerprint();
        return message[..writer.Length].ToArray();
    }
}
