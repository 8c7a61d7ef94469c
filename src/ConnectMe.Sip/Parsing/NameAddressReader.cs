using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>( name-addr / addr-spec ) *( SEMI generic-param ): RFC 3261 §20.10, §25.1.</summary>
static class NameAddressReader
{
    public static MalformedReason Read(string text, out NameAddress? address)
    {
        var scanner = new Scanner(Encoding.UTF8.GetBytes(text));
        var reason = Read(ref scanner, out var parts);
        if (reason == MalformedReason.None && !scanner.Rest.TrimStart(" \t"u8).IsEmpty)
        {
            reason = MalformedReason.Address;
        }

        address = reason == MalformedReason.None ? parts.ToNameAddress() : null;
        return reason;
    }

    public static MalformedReason ReadFirst(ReadOnlySpan<byte> text, out NameAddress? address)
    {
        var scanner = new Scanner(text);
        var reason = Read(ref scanner, out var parts);
        address = reason == MalformedReason.None ? parts.ToNameAddress() : null;
        return reason;
    }

    public static MalformedReason Read(scoped ref Scanner scanner, scoped out NameAddressParts parts)
    {
        var read = default(NameAddressParts);
        var reason = ReadParts(ref scanner, ref read);
        parts = read;
        return reason;
    }

    static MalformedReason ReadParts(scoped ref Scanner scanner, scoped ref NameAddressParts parts)
    {
        scanner.SkipBlanks();
        if (scanner.Next == (byte)'"')
        {
            parts.IsQuoted = true;
            if (!scanner.TryTakeQuoted(out parts.DisplayName))
            {
                return MalformedReason.QuoteNotClosed;
            }

            scanner.SkipBlanks();
            if (scanner.Next != (byte)'<')
            {
                return MalformedReason.Address;
            }
        }

        var reason =
            scanner.Rest.IndexOfAny((byte)'<', (byte)':') is var first and >= 0 && scanner.Rest[first] == (byte)'<'
                ? ReadBracketed(ref scanner, first, ref parts)
                : ReadBare(ref scanner, ref parts);
        if (reason != MalformedReason.None)
        {
            return reason;
        }

        reason = ParameterReader.Check(ref scanner, out parts.Parameters, out parts.ParameterCount);
        return reason == MalformedReason.None && !scanner.IsAtValueEnd() ? MalformedReason.Address : reason;
    }

    static MalformedReason ReadBracketed(scoped ref Scanner scanner, int bracket, scoped ref NameAddressParts parts)
    {
        if (bracket > 0)
        {
            parts.DisplayName = scanner.Rest[..bracket].TrimEnd(" \t"u8);
            if (!IsWords(parts.DisplayName))
            {
                return MalformedReason.Address;
            }
        }

        scanner.Skip(bracket + 1);
        var end = scanner.Rest.IndexOf((byte)'>');
        if (end < 0)
        {
            return MalformedReason.Address;
        }

        var reason = UriReader.Read(scanner.Rest[..end], out parts.Uri);
        scanner.Skip(end + 1);
        return reason;
    }

    /// <summary>Without brackets the URI may hold no comma, semicolon or question mark: what follows belongs to the header (§20.10).</summary>
    static MalformedReason ReadBare(scoped ref Scanner scanner, scoped ref NameAddressParts parts)
    {
        var end = scanner.Rest.IndexOfAny(Grammar.BareUriEnd);
        var length = end < 0 ? scanner.Rest.Length : end;
        var reason = UriReader.Read(scanner.Rest[..length], out parts.Uri);
        scanner.Skip(length);
        return reason == MalformedReason.None && scanner.Next is (byte)'?' or (byte)'<' or (byte)'>' or (byte)'"'
            ? MalformedReason.Address
            : reason;
    }

    /// <summary>*(token LWS). Words in UTF-8 without quotes are let through: many phones send their owner's name like that.</summary>
    static bool IsWords(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character < 0x80 && character is not ((byte)' ' or (byte)'\t') && !Grammar.Token.Contains(character))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>An address that was checked, still as bytes.</summary>
ref struct NameAddressParts
{
    public ReadOnlySpan<byte> DisplayName;
    public bool IsQuoted;
    public UriParts Uri;
    public ReadOnlySpan<byte> Parameters;
    public int ParameterCount;

    public readonly NameAddress ToNameAddress() =>
        new(Uri.ToUri())
        {
            DisplayName =
                DisplayName.IsEmpty ? null
                : IsQuoted ? Unescaping.Quoted(DisplayName)
                : Encoding.UTF8.GetString(DisplayName),
            Parameters = ParameterReader.Make(Parameters, ParameterCount),
        };
}
