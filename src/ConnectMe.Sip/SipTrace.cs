using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip;

/// <summary>A message on its way in or out. It may still be changed by the loop: take what is needed before returning.</summary>
/// <param name="Remote">The other end: protocol and address.</param>
public readonly record struct SipTrace(DateTimeOffset At, bool IsOutgoing, SipMessage Message, SipFlow Remote);
