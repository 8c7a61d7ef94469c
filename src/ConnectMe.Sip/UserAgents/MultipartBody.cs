using System.Text;

namespace ConnectMe.Sip.UserAgents;

/// <summary>RFC 2046 §5.1, one level deep: parts that are multipart themselves are left alone.</summary>
static class MultipartBody
{
    public static IEnumerable<(string ContentType, ReadOnlyMemory<byte> Content)> Parts(ReadOnlyMemory<byte> body, string contentType)
    {
        if (Boundary(contentType) is not { } boundary)
        {
            yield break;
        }

        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var start = body.Span.IndexOf(delimiter);
        for (var count = 0; start >= 0 && count < MostParts; count++)
        {
            var rest = body[(start + delimiter.Length)..];
            var end = rest.Span.IndexOf(delimiter);
            if (end < 0)
            {
                yield break;
            }

            if (Read(rest[..end]) is { } part)
            {
                yield return part;
            }

            body = rest;
            start = end;
        }
    }

    static (string, ReadOnlyMemory<byte>)? Read(ReadOnlyMemory<byte> part)
    {
        var blank = part.Span.IndexOf("\r\n\r\n"u8);
        if (blank < 0)
        {
            return null;
        }

        var headers = Encoding.UTF8.GetString(part.Span[..blank]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var type = headers.FirstOrDefault(header => header.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
        var content = part[(blank + 4)..];
        // The line break in front of a delimiter is the delimiter's.
        content = content.Span.EndsWith("\r\n"u8) ? content[..^2] : content;
        return type is null ? null : (type["Content-Type:".Length..].Split(';')[0].Trim().ToLowerInvariant(), content);
    }

    static string? Boundary(string contentType)
    {
        var value = contentType
            .Split(';')
            .Skip(1)
            .Select(parameter => parameter.Trim())
            .FirstOrDefault(parameter => parameter.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))
            ?["boundary=".Length..].Trim('"');
        return value is { Length: > 0 and <= LongestBoundary } ? value : null;
    }

    const int LongestBoundary = 70;
    const int MostParts = 8;
}
