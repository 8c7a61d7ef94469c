using System.Text;

namespace ConnectMe.Sip.Parsing;

/// <summary>hostport = host [ ":" port ] (RFC 3261 §25.1).</summary>
static class HostReader
{
    public static bool TryRead(scoped ref Scanner scanner, bool blanksAroundColon, out ReadOnlySpan<byte> host, out int port)
    {
        port = -1;
        if (scanner.TryTake((byte)'['))
        {
            host = scanner.TakeAll(Grammar.Ipv6Characters);
            if (host.Length is < 2 or > 45 || host.Count((byte)':') < 2 || !scanner.TryTake((byte)']'))
            {
                return false;
            }
        }
        else
        {
            host = scanner.TakeAll(Grammar.HostCharacters);
            if (host.Length is 0 or > 253)
            {
                return false;
            }
        }

        if (!(blanksAroundColon ? scanner.TryTakeSeparator((byte)':') : scanner.TryTake((byte)':')))
        {
            return true;
        }

        var digits = scanner.Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? scanner.Rest[..end] : scanner.Rest;
        scanner.Skip(digits.Length);
        var isNumber = Grammar.TryReadNumber(digits, 65535, out var number) && digits.Length <= 5;
        port = (int)number;
        return isNumber;
    }

    /// <summary>The three colons that RFC 3261's grammar leads to are two (RFC 5118 §4.10).</summary>
    public static string ToText(ReadOnlySpan<byte> host) =>
        host.IndexOf(":::"u8) < 0
            ? Encoding.ASCII.GetString(host)
            : Encoding.ASCII.GetString(host).Replace(":::", "::", StringComparison.Ordinal);
}
