using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Text;

namespace ConnectMe.Identity.Ldap.Wire;

/// <summary>What a directory answers (RFC 4511 §4.1.9, §4.5.2). Reading throws <see cref="AsnContentException"/> or <see cref="InvalidDataException"/>.</summary>
internal abstract record LdapResponse(int Id)
{
    /// <summary>Of a bind, a search that is over, or an extended operation.</summary>
    internal sealed record Result(int Id, LdapResultCode Code, string Diagnostic) : LdapResponse(Id);

    internal sealed record Entry(int Id, LdapEntry Found) : LdapResponse(Id);

    /// <summary>That more is known elsewhere: we do not follow.</summary>
    internal sealed record Elsewhere(int Id) : LdapResponse(Id);

    /// <summary>One message from the stream.</summary>
    public static async Task<LdapResponse> Read(Stream stream, CancellationToken ct)
    {
        var start = new byte[6];
        await stream.ReadExactlyAsync(start.AsMemory(0, 2), ct);
        var ofLength = start[1] < 0x80 ? 0 : start[1] & 0x7F;
        if (start[0] != 0x30 || start[1] == 0x80 || ofLength > 4)
        {
            throw new InvalidDataException("That is no LDAP message."); // RFC 4511 §5.1: a sequence of a definite length
        }

        await stream.ReadExactlyAsync(start.AsMemory(2, ofLength), ct);
        var length = ofLength == 0 ? start[1] : Length(start.AsSpan(2, ofLength));
        if (length > Longest)
        {
            throw new InvalidDataException("An LDAP message is too long.");
        }

        var head = 2 + ofLength;
        var message = new byte[head + length];
        start.AsSpan(0, head).CopyTo(message);
        await stream.ReadExactlyAsync(message.AsMemory(head), ct);
        return Parse(message);
    }

    public static LdapResponse Parse(ReadOnlyMemory<byte> bytes)
    {
        var message = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
        if (!message.TryReadInt32(out var id))
        {
            throw new InvalidDataException("An LDAP message has an impossible number.");
        }

        var tag = message.PeekTag();
        if (tag.TagClass is not TagClass.Application)
        {
            throw new InvalidDataException("That is no answer of a directory.");
        }

        return tag.TagValue switch
        {
            1 or 5 or 24 => ReadResult(id, message.ReadSequence(tag)),
            4 => new Entry(id, ReadEntry(message.ReadSequence(tag))),
            19 => new Elsewhere(id),
            _ => throw new InvalidDataException("That is no answer to what was asked."),
        };
    }

    static Result ReadResult(int id, AsnReader result)
    {
        var code = result.ReadEnumeratedValue<LdapResultCode>();
        result.ReadOctetString(); // the part of the name that was found
        return new Result(id, code, Encoding.UTF8.GetString(result.ReadOctetString()));
    }

    static LdapEntry ReadEntry(AsnReader entry)
    {
        var dn = Encoding.UTF8.GetString(entry.ReadOctetString());
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        var all = entry.ReadSequence();
        while (all.HasData)
        {
            var attribute = all.ReadSequence();
            var name = Encoding.UTF8.GetString(attribute.ReadOctetString());
            var values = new List<byte[]>();
            var set = attribute.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                values.Add(set.ReadOctetString());
            }

            attributes[name] = values;
        }

        return new LdapEntry(dn, attributes);
    }

    static uint Length(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[4];
        whole.Clear();
        bytes.CopyTo(whole[(4 - bytes.Length)..]);
        return BinaryPrimitives.ReadUInt32BigEndian(whole);
    }

    /// <summary>We ask for a handful of short attributes.</summary>
    const int Longest = 1 << 20;
}

/// <param name="Attributes">By their names, whatever case they are written in.</param>
internal sealed record LdapEntry(string Dn, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes)
{
    public byte[]? Bytes(string attribute) => Attributes.TryGetValue(attribute, out var values) && values is [var first, ..] ? first : null;

    /// <summary>The first of its values; empty: it has none.</summary>
    public string Text(string attribute) => Bytes(attribute) is { } value ? Encoding.UTF8.GetString(value) : "";
}

/// <summary>Those that are asked about (RFC 4511 §A.2); any other number is one too.</summary>
internal enum LdapResultCode
{
    Success = 0,
    SizeLimitExceeded = 4,
    NoSuchAttribute = 16,
    NoSuchObject = 32,
    InvalidDnSyntax = 34,
    InvalidCredentials = 49,
    InsufficientAccessRights = 50,
    Busy = 51,
    Unavailable = 52,
    UnwillingToPerform = 53,
}
