using System.Net;

namespace ConnectMe.Sip.UserAgents;

/// <summary>Who there is. Asked on the signalling loop, so answered from memory.</summary>
public interface ISipDirectory
{
    SipAccount? Account(string username);

    /// <summary>The trunk whose requests come from this address.</summary>
    SipTrunk? TrunkAt(IPAddress source);
}
