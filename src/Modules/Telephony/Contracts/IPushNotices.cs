using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>
/// Tells somebody of whom no page is alive, in each browser that they allowed it in (Web Push), encrypted for that browser. Whether a page is alive knows who calls this: pages that are
/// told by a live name ask at once.
/// </summary>
public interface IPushNotices
{
    Task Send(CompanyId company, UserId person, PushNotice notice, CancellationToken ct);
}

/// <param name="About">A later notice about the same takes its place.</param>
/// <param name="Body">A line or two: it may stand on a locked screen.</param>
/// <param name="Address">The page that a click opens: a path of ours.</param>
public sealed record PushNotice(Guid About, string Title, string Body, string Address);
