using System.Buffers;
using System.Globalization;
using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>
/// Writes a message as it goes on the wire: full header names, one value of ours per line, values that came from elsewhere byte for byte, and a
/// Content-Length that is right, whatever the headers say.
/// </summary>
public static class MessageWriter
{
    public static void Write(SipMessage message, IBufferWriter<byte> output)
    {
        if (message is SipRequest request)
        {
            WriteText(request.Method.Name, output);
            output.Write(" "u8);
            WriteUri(request, output);
            output.Write(" SIP/2.0\r\n"u8);
        }
        else if (message is SipResponse response)
        {
            output.Write("SIP/2.0 "u8);
            WriteNumber(response.StatusCode, output);
            output.Write(" "u8);
            WriteText(Grammar.OneLine(response.ReasonPhrase), output);
            output.Write("\r\n"u8);
        }

        for (var i = 0; i < message.Headers.Count; i++)
        {
            var name = message.Headers.NameAt(i);
            if (!ReferenceEquals(name, HeaderName.ContentLength))
            {
                WriteText(name, output);
                output.Write(": "u8);
                message.Headers.WriteAt(i, output);
                output.Write("\r\n"u8);
            }
        }

        output.Write("Content-Length: "u8);
        WriteNumber(message.Body.Length, output);
        output.Write("\r\n\r\n"u8);
        output.Write(message.Body.Span);
    }

    public static byte[] ToArray(SipMessage message)
    {
        var output = new ArrayBufferWriter<byte>(1024 + message.Body.Length);
        Write(message, output);
        return output.WrittenSpan.ToArray();
    }

    static void WriteUri(SipRequest request, IBufferWriter<byte> output)
    {
        if (request.UnreadUri.IsEmpty)
        {
            WriteText(request.RequestUri.ToString(), output);
        }
        else
        {
            output.Write(request.UnreadUri.Span);
        }
    }

    internal static void WriteText(string text, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);

    static void WriteNumber(int number, IBufferWriter<byte> output)
    {
        number.TryFormat(output.GetSpan(11), out var length, provider: CultureInfo.InvariantCulture);
        output.Advance(length);
    }
}
