using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>CSeq = 1*DIGIT LWS Method (RFC 3261 §25.1), the number below 2^31 (§8.1.1.5).</summary>
static class CSeqReader
{
    public static MalformedReason Read(ReadOnlySpan<byte> text, out CSeq cseq)
    {
        cseq = default;
        var reason = Read(text, out var number, out var method);
        if (reason == MalformedReason.None)
        {
            cseq = new CSeq(number, MethodOf(method));
        }

        return reason;
    }

    public static MalformedReason Read(ReadOnlySpan<byte> text, out uint number, out ReadOnlySpan<byte> method)
    {
        var end = text.IndexOfAny((byte)' ', (byte)'\t');
        method = default;
        number = 0;
        if (end <= 0 || !Grammar.TryReadNumber(text[..end], int.MaxValue, out number))
        {
            return MalformedReason.CSeq;
        }

        method = Grammar.TrimEnd(Grammar.TrimStart(text[end..]));
        return method.IsEmpty || method.ContainsAnyExcept(Grammar.Token) ? MalformedReason.CSeq : MalformedReason.None;
    }

    public static SipMethod MethodOf(ReadOnlySpan<byte> name)
    {
        foreach (var known in SipMethod.Known)
        {
            if (Ascii.Equals(name, known.Name))
            {
                return known;
            }
        }

        return new SipMethod(Encoding.ASCII.GetString(name));
    }
}
