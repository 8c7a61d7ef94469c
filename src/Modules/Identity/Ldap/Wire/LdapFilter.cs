using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Text;

namespace ConnectMe.Identity.Ldap.Wire;

/// <summary>
/// What a search asks (RFC 4511 §4.5.1.7). A value is bytes that go into the message as they are: what somebody types never becomes a part of a
/// filter's text, so nothing of it needs to be escaped.
/// </summary>
internal abstract record LdapFilter
{
    internal sealed record And(ImmutableArray<LdapFilter> All) : LdapFilter;

    internal sealed record Or(ImmutableArray<LdapFilter> Any) : LdapFilter;

    internal sealed record Not(LdapFilter That) : LdapFilter;

    internal sealed record Equal(string Attribute, byte[] Value) : LdapFilter
    {
        public Equal(string attribute, string value)
            : this(attribute, Encoding.UTF8.GetBytes(value)) { }
    }

    /// <param name="Initial">Null: it may begin with anything.</param>
    /// <param name="Final">Null: it may end with anything.</param>
    internal sealed record Substrings(string Attribute, byte[]? Initial, ImmutableArray<byte[]> Between, byte[]? Final) : LdapFilter;

    internal sealed record AtLeast(string Attribute, byte[] Value) : LdapFilter;

    internal sealed record AtMost(string Attribute, byte[] Value) : LdapFilter;

    internal sealed record Present(string Attribute) : LdapFilter;

    internal sealed record Approximately(string Attribute, byte[] Value) : LdapFilter;

    /// <param name="Rule">The matching rule's OID; null: the attribute's own.</param>
    internal sealed record Matching(string? Attribute, string? Rule, byte[] Value, bool AlsoInNames) : LdapFilter;

    public void WriteTo(AsnWriter writer)
    {
        switch (this)
        {
            case And(var all):
                WriteSet(writer, all, 0);
                break;
            case Or(var any):
                WriteSet(writer, any, 1);
                break;
            case Not(var that):
                using (writer.PushSequence(Tag(2)))
                {
                    that.WriteTo(writer);
                }

                break;
            case Equal(var attribute, var value):
                WriteAssertion(writer, 3, attribute, value);
                break;
            case Substrings substrings:
                Write(writer, substrings);
                break;
            case AtLeast(var attribute, var value):
                WriteAssertion(writer, 5, attribute, value);
                break;
            case AtMost(var attribute, var value):
                WriteAssertion(writer, 6, attribute, value);
                break;
            case Present(var attribute):
                writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute), Tag(7));
                break;
            case Approximately(var attribute, var value):
                WriteAssertion(writer, 8, attribute, value);
                break;
            case Matching matching:
                Write(writer, matching);
                break;
        }
    }

    static void WriteSet(AsnWriter writer, ImmutableArray<LdapFilter> filters, int tag)
    {
        using (writer.PushSetOf(Tag(tag)))
        {
            foreach (var filter in filters)
            {
                filter.WriteTo(writer);
            }
        }
    }

    static void WriteAssertion(AsnWriter writer, int tag, string attribute, byte[] value)
    {
        using (writer.PushSequence(Tag(tag)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            writer.WriteOctetString(value);
        }
    }

    static void Write(AsnWriter writer, Substrings substrings)
    {
        using (writer.PushSequence(Tag(4)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(substrings.Attribute));
            using (writer.PushSequence())
            {
                WriteIfAny(writer, 0, substrings.Initial);
                foreach (var part in substrings.Between)
                {
                    writer.WriteOctetString(part, Tag(1));
                }

                WriteIfAny(writer, 2, substrings.Final);
            }
        }
    }

    static void Write(AsnWriter writer, Matching matching)
    {
        using (writer.PushSequence(Tag(9)))
        {
            WriteIfAny(writer, 1, Bytes(matching.Rule));
            WriteIfAny(writer, 2, Bytes(matching.Attribute));
            writer.WriteOctetString(matching.Value, Tag(3));
            if (matching.AlsoInNames)
            {
                writer.WriteBoolean(value: true, Tag(4));
            }
        }
    }

    static void WriteIfAny(AsnWriter writer, int tag, byte[]? value)
    {
        if (value is not null)
        {
            writer.WriteOctetString(value, Tag(tag));
        }
    }

    static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    static Asn1Tag Tag(int value) => new(TagClass.ContextSpecific, value);
}
