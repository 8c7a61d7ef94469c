using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectMe.Identity.Domain;

namespace ConnectMe.Identity.Sms;

/// <summary>Fills in a gateway's template; what is filled in can't end the place it is put in. Pure.</summary>
internal static partial class SmsTemplate
{
    public static HttpRequestMessage Request(SmsGateway gateway, SmsWords words)
    {
        var method = gateway.Method switch
        {
            SmsMethod.Get => HttpMethod.Get,
            SmsMethod.Put => HttpMethod.Put,
            _ => HttpMethod.Post,
        };
        var request = new HttpRequestMessage(method, new Uri(Fill(gateway.Address, words, Uri.EscapeDataString)));
        foreach (var (name, value) in HeadersOf(gateway.Headers))
        {
            request.Headers.TryAddWithoutValidation(name, Fill(value, words, OneLine));
        }

        if (gateway.Method is not SmsMethod.Get)
        {
            var (type, escape) = Written(gateway.Content);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(gateway.Body, words, escape)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type) { CharSet = "utf-8" };
        }

        return request;
    }

    /// <returns>Lines that are no header have no name.</returns>
    public static IEnumerable<(string Name, string Value)> HeadersOf(string headers) =>
        headers
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line =>
                line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                    ? (line[..colon].Trim(), line[(colon + 1)..].Trim())
                    : ("", line)
            );

    /// <summary>In one pass: a text that says "{secret}" is a text.</summary>
    static string Fill(string template, SmsWords words, Func<string, string> escape) =>
        Place().Replace(template, place => escape(words.Of(place.Value)));

    static (string Type, Func<string, string> Escape) Written(SmsContent content) =>
        content switch
        {
            SmsContent.Json => ("application/json", text => JsonEncodedText.Encode(text).Value),
            SmsContent.Form => ("application/x-www-form-urlencoded", Uri.EscapeDataString),
            SmsContent.Xml => ("application/xml", text => SecurityElement.Escape(text) ?? ""),
            _ => ("text/plain", text => text),
        };

    static string OneLine(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign));

    [GeneratedRegex(@"\{(number|digits|text|secret)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}

/// <summary>What is filled in.</summary>
internal sealed record SmsWords(string Number, string Text, string Secret)
{
    public string Of(string place) =>
        place switch
        {
            "{number}" => Number,
            "{digits}" => Number.TrimStart('+'),
            "{text}" => Text,
            _ => Secret,
        };
}
