using System.Text;
using System.Xml;

namespace ConnectMe.Sip.Events;

/// <summary>Writes the documents of the event packages. Text of people and peers can hold what XML 1.0 has no place for; it becomes U+FFFD.</summary>
static class XmlDocumentText
{
    static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static ReadOnlyMemory<byte> Write(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            write(writer);
        }
        return bytes.ToArray();
    }

    public static string Clean(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c)))
        {
            return text;
        }
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate is U+FFFD by then
        {
            clean.Append(rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        }
        return clean.ToString();
    }
}
