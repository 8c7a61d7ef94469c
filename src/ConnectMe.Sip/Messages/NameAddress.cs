using System.Text;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>
/// A URI with an optional name in front and the header's parameters behind: From, To, Contact, Route, Record-Route, Path, Service-Route, Refer-To,
/// Referred-By, P-Asserted-Identity and their like (RFC 3261 §20.10). Always written with angle brackets.
/// </summary>
public sealed record NameAddress(SipUri Uri)
{
    public NameAddress(SipUri uri, string? displayName, string? tag = null)
        : this(uri)
    {
        DisplayName = displayName;
        Parameters = tag is null ? SipParameters.Empty : SipParameters.Empty.With("tag", tag);
    }

    /// <summary>Unquoted; null when there is none.</summary>
    public string? DisplayName { get; init; }

    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    public string? Tag => Parameters["tag"];

    /// <summary>In seconds. Anything that is no number of seconds counts as 3600 (RFC 3261 §10.2.1.1).</summary>
    public int? Expires => Parameters["expires"] is { } text ? Grammar.Seconds(text) ?? 3600 : null;

    public static bool TryParse(string text, out NameAddress? address) => NameAddressReader.Read(text, out address) == MalformedReason.None;

    public NameAddress With(string parameter, string? value) => this with { Parameters = Parameters.With(parameter, value) };

    public NameAddress Without(string parameter) => this with { Parameters = Parameters.Without(parameter) };

    public NameAddress WithTag(string tag) => With("tag", tag);

    public override string ToString()
    {
        var text = new StringBuilder();
        if (!string.IsNullOrEmpty(DisplayName))
        {
            Grammar.AppendQuoted(text, DisplayName);
            text.Append(' ');
        }

        text.Append('<');
        Uri.WriteTo(text);
        text.Append('>');
        Parameters.WriteTo(text);
        return text.ToString();
    }
}
