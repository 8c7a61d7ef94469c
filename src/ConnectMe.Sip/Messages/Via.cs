using System.Globalization;
using System.Net;
using System.Text;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Messages;

/// <summary>One hop of the path that a request took, and its response goes back along (RFC 3261 §20.42, RFC 3581).</summary>
/// <param name="Transport">In upper case: UDP, TCP, TLS, WS, WSS or one that we do not know.</param>
/// <param name="Host">An IPv6 address stands here without brackets.</param>
public sealed record Via(string Transport, string Host, int? Port)
{
    /// <summary>A branch that begins like this is unique to its transaction (RFC 3261 §8.1.1.7).</summary>
    public const string MagicCookie = "z9hG4bK";

    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    public string? Branch => Parameters["branch"];

    /// <summary>The branch follows RFC 3261: the cookie, and something behind it.</summary>
    public bool HasUniqueBranch =>
        Branch is { } branch && branch.Length > MagicCookie.Length && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without the brackets that some senders put around an IPv6 address and others do not (RFC 5118 §4.5).</summary>
    public IPAddress? Received => HostText.Address(Parameters["received"]?.Trim('[', ']') ?? "");

    /// <summary>The port that the server filled in (RFC 3581 §4); null as well when the client only asked for it.</summary>
    public int? RPort => Parameters["rport"] is { } text && Grammar.Seconds(text) is { } port and > 0 and <= 65535 ? port : null;

    /// <summary>The client asks for its response to come to the port that it sent from.</summary>
    public bool AsksForRPort => Parameters.Contains("rport");

    public string? MAddr => Parameters["maddr"];

    /// <summary>Host and port, in lower case, as RFC 3261 §17.2.3 compares them.</summary>
    public string SentBy
    {
        get
        {
            var text = new StringBuilder();
            HostText.Append(text, Host.ToLowerInvariant(), Port);
            return text.ToString();
        }
    }

    public static bool TryParse(string text, out Via? via) => ViaReader.Read(text, out via) == MalformedReason.None;

    public Via With(string parameter, string? value) => this with { Parameters = Parameters.With(parameter, value) };

    /// <summary>As a server fills it in on receipt: RFC 3261 §18.2.1, RFC 3581 §4.</summary>
    public Via ReceivedFrom(IPEndPoint source)
    {
        var address = source.Address.IsIPv4MappedToIPv6 ? source.Address.MapToIPv4() : source.Address;
        var via = this;
        if (AsksForRPort)
        {
            via = via.With("rport", source.Port.ToString(CultureInfo.InvariantCulture));
        }

        return AsksForRPort || Parameters.Contains("received") || !address.Equals(HostText.Address(Host))
            ? via.With("received", address.ToString())
            : via;
    }

    public override string ToString()
    {
        var text = new StringBuilder("SIP/2.0/").Append(Transport).Append(' ');
        HostText.Append(text, Host, Port);
        Parameters.WriteTo(text);
        return text.ToString();
    }
}
