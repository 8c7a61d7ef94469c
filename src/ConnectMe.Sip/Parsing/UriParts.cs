using System.Text;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Parsing;

/// <summary>A URI that was checked, still as bytes.</summary>
ref struct UriParts
{
    public UriScheme Kind;
    public ReadOnlySpan<byte> Scheme;
    public ReadOnlySpan<byte> User;
    public ReadOnlySpan<byte> Password;
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> Parameters;
    public ReadOnlySpan<byte> Headers;
    public ReadOnlySpan<byte> Opaque;
    public int ParameterCount;
    public int Port;
    public bool HasUser;
    public bool HasPassword;

    public readonly SipUri ToUri() =>
        Kind == UriScheme.Other
            ? new SipUri { Scheme = Encoding.ASCII.GetString(Scheme).ToLowerInvariant(), Opaque = Encoding.UTF8.GetString(Opaque) }
            : new SipUri
            {
                Scheme = Kind switch
                {
                    UriScheme.Sip => "sip",
                    UriScheme.Sips => "sips",
                    _ => "tel",
                },
                User = HasUser ? Unescaping.Percent(User) : null,
                Password = HasPassword ? Unescaping.Percent(Password) : null,
                Host = HostReader.ToText(Host),
                Port = Port < 0 ? null : Port,
                Parameters = UriReader.ParametersOf(Parameters, ParameterCount),
                Headers = Headers.IsEmpty ? [] : UriReader.HeadersOf(Headers),
            };
}

enum UriScheme
{
    Other,
    Sip,
    Sips,
    Tel,
}
