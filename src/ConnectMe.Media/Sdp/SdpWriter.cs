using System.Globalization;
using System.Text;

namespace ConnectMe.Media.Sdp;

/// <summary>Writes a session description; every line ends in CRLF (RFC 8866 §5).</summary>
static class SdpWriter
{
    /// <param name="address">For c=, as "IN IP4 192.0.2.1": where media would go if there were no ICE (RFC 8839 §5.1).</param>
    public static string Write(SessionDescription session, string address)
    {
        var text = new StringBuilder(1024);
        Line(text, 'v', "0");
        Line(text, 'o', session.Origin);
        Line(text, 's', "-");
        Line(text, 't', "0 0");
        foreach (var attribute in session.Attributes)
        {
            Line(text, 'a', attribute.ToString());
        }

        foreach (var media in session.Media)
        {
            var port = media.Port.ToString(CultureInfo.InvariantCulture);
            Line(text, 'm', $"{media.Kind} {port} {media.Protocol} {string.Join(' ', media.Formats)}");
            Line(text, 'c', address);
            foreach (var attribute in media.Attributes)
            {
                Line(text, 'a', attribute.ToString());
            }
        }

        return text.ToString();
    }

    static void Line(StringBuilder text, char type, string value) => text.Append(type).Append('=').Append(value).Append("\r\n");
}
