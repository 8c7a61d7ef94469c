using System.Net;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Transactions;

/// <summary>Knows the address that a peer is to be given for us: the one it sees, and the port that we listen on.</summary>
interface ILocalAddresses
{
    /// <param name="local">Our end, where it is known.</param>
    IPEndPoint Towards(SipProtocol protocol, IPAddress remote, IPAddress? local);
}
