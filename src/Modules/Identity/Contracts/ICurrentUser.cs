using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Who makes this request. Scoped; every page but sign-in requires one, so the values are there.</summary>
public interface ICurrentUser
{
    CompanyId Company { get; }
    UserId User { get; }

    /// <summary>The sign-in this request belongs to: one per browser, until signed out or revoked.</summary>
    Guid Session { get; }
}
