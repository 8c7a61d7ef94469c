using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>via-parm = sent-protocol LWS sent-by *( SEMI via-params ): RFC 3261 §25.1. Blanks may stand around each slash and colon.</summary>
static class ViaReader
{
    public static MalformedReason Read(string text, out Via? via)
    {
        var scanner = new Scanner(Encoding.UTF8.GetBytes(text));
        var reason = Read(ref scanner, out var parts);
        via = reason == MalformedReason.None && scanner.Rest.Trim(" \t"u8).IsEmpty ? parts.ToVia() : null;
        return via is null ? MalformedReason.Via : MalformedReason.None;
    }

    public static MalformedReason Read(scoped ref Scanner scanner, scoped out ViaParts parts)
    {
        parts = default;
        scanner.SkipBlanks();
        if (
            !Ascii.EqualsIgnoreCase(scanner.TakeToken(), "SIP"u8)
            || !scanner.TryTakeSeparator((byte)'/')
            || !scanner.TakeToken().SequenceEqual("2.0"u8)
            || !scanner.TryTakeSeparator((byte)'/')
        )
        {
            return MalformedReason.Via;
        }

        parts.Transport = scanner.TakeToken();
        var blank = scanner.Next is (byte)' ' or (byte)'\t';
        scanner.SkipBlanks();
        if (parts.Transport.IsEmpty || !blank || !HostReader.TryRead(ref scanner, blanksAroundColon: true, out parts.Host, out parts.Port))
        {
            return MalformedReason.Via;
        }

        var reason = ParameterReader.Check(ref scanner, out parts.Parameters, out parts.ParameterCount);
        return reason == MalformedReason.None && !scanner.IsAtValueEnd() ? MalformedReason.Via : reason;
    }
}

/// <summary>A Via that was checked, still as bytes.</summary>
ref struct ViaParts
{
    public ReadOnlySpan<byte> Transport;
    public ReadOnlySpan<byte> Host;
    public int Port;
    public ReadOnlySpan<byte> Parameters;
    public int ParameterCount;

    public readonly Via ToVia() =>
        new(TransportText(Transport), HostReader.ToText(Host), Port < 0 ? null : Port)
        {
            Parameters = ParameterReader.Make(Parameters, ParameterCount),
        };

    static string TransportText(ReadOnlySpan<byte> transport) =>
        transport.SequenceEqual("UDP"u8) ? "UDP"
        : transport.SequenceEqual("TCP"u8) ? "TCP"
        : transport.SequenceEqual("TLS"u8) ? "TLS"
        : Encoding.ASCII.GetString(transport).ToUpperInvariant();
}
