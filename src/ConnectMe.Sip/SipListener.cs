using System.Net;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip;

/// <summary>Where we listen. For UDP a wildcard address is every address of this machine, each with its own socket; port 0 takes a free one.</summary>
public sealed record SipListener(SipProtocol Protocol, IPEndPoint Address);
