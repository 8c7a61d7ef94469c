using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules that hold something open for a session (a line, an event stream) and must close it when the session ends.</summary>
public interface ISessionEnded
{
    /// <summary>Called once, within 5 s of sign-out or revocation; must not block.</summary>
    void SessionEnded(CompanyId company, UserId user, Guid session);
}
