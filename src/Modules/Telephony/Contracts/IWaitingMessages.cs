using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>How many messages wait for somebody: for the lamps of their phones (RFC 3842). Implemented by what keeps messages.</summary>
public interface IWaitingMessages
{
    ValueTask<WaitingMessages> Of(CompanyId company, UserId person, CancellationToken ct);
}

/// <summary>Told by what keeps messages that <see cref="IWaitingMessages.Of"/> answers otherwise from now on.</summary>
public interface IWaitingMessagesChanged
{
    /// <summary>Called after the change can be read. Does not block, and does not throw.</summary>
    void WaitingMessagesChanged(CompanyId company, UserId person);
}

public readonly record struct WaitingMessages(int Unheard, int Heard);
