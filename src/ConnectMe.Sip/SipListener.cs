using System.Net;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip;

/// <summary>
/// Where we listen; port 0 takes a free one. The wildcard of IPv6 is every address of both families, that of IPv4 every one of its own. For UDP each address
/// gets a socket of its own, so that what arrived at one is answered from it.
/// </summary>
public sealed record SipListener(SipProtocol Protocol, IPEndPoint Address);
