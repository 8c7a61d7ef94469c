using System.Formats.Asn1;
using System.Text;

namespace ConnectMe.Identity.Ldap.Wire;

/// <summary>What is asked of a directory, as bytes (RFC 4511 §4.2, §4.5, §4.14).</summary>
internal static class LdapRequest
{
    /// <param name="password">Never empty: a directory takes a name without a password for somebody who wants to stay nameless, and says "success" (RFC 4513 §5.1.2).</param>
    public static byte[] Bind(int id, string dn, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return Message(
            id,
            writer =>
            {
                using (writer.PushSequence(Application(0)))
                {
                    writer.WriteInteger(3);
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(dn));
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(password), new Asn1Tag(TagClass.ContextSpecific, 0));
                }
            }
        );
    }

    public static byte[] Search(int id, LdapSearch search) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(Application(3)))
                {
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(search.Base));
                    writer.WriteEnumeratedValue(search.Scope);
                    writer.WriteEnumeratedValue(Aliases.Never);
                    writer.WriteInteger(search.Most);
                    writer.WriteInteger((int)search.Patience.TotalSeconds);
                    writer.WriteBoolean(value: false);
                    search.Filter.WriteTo(writer);
                    using (writer.PushSequence())
                    {
                        foreach (var attribute in search.Attributes)
                        {
                            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
                        }
                    }
                }
            }
        );

    public static byte[] StartTls(int id) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(Application(23)))
                {
                    writer.WriteOctetString("1.3.6.1.4.1.1466.20037"u8, new Asn1Tag(TagClass.ContextSpecific, 0)); // RFC 4511 §4.14.1
                }
            }
        );

    static byte[] Message(int id, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            write(writer);
        }

        return writer.Encode();
    }

    static Asn1Tag Application(int value) => new(TagClass.Application, value);

    enum Aliases
    {
        Never,
    }
}

/// <param name="Most">How many entries at most are told: the directory says when there are more.</param>
/// <param name="Patience">After that the directory gives up.</param>
internal sealed record LdapSearch(
    string Base,
    LdapScope Scope,
    LdapFilter Filter,
    IReadOnlyList<string> Attributes,
    int Most,
    TimeSpan Patience
);

internal enum LdapScope
{
    Base,
    OneLevel,
    Subtree,
}
