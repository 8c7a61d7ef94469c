using System.Globalization;
using System.Text;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>A SIP message as it stood on a connection.</summary>
internal sealed record SipText(string StartLine, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public bool IsResponse => StartLine.StartsWith("SIP/2.0 ", StringComparison.Ordinal);

    public int Status => int.Parse(StartLine.Split(' ')[1], CultureInfo.InvariantCulture);

    public string Method => IsResponse ? Sequence.Split(' ')[1] : StartLine.Split(' ')[0];

    public string Sequence => Header("CSeq");

    public string Header(string name) => All(name).FirstOrDefault() ?? "";

    public IEnumerable<string> All(string name) =>
        Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>The next one that comes; null at the end of the connection.</summary>
    public static async Task<SipText?> Read(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
            if (head.ToString() == "\r\n") // a keep-alive
            {
                head.Clear();
            }
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        List<(string Name, string Value)> headers =
        [
            .. lines[1..]
                .Select(line =>
                    (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
                ),
        ];
        var message = new SipText(lines[0], headers, "");
        var body = new byte[int.Parse(message.Header("Content-Length"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return message with { Body = Encoding.UTF8.GetString(body) };
    }
}
