using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Lines;

/// <summary>Opens and closes the media lines of signed-in browsers.</summary>
internal sealed class BrowserLines(LineRegistry registry, MediaEngine media, SwitchboardPost post) : ISessionEnded
{
    /// <summary>Answers a browser's offer. The switchboard hears of the line when its DTLS is done.</summary>
    /// <param name="line">Kept by the browser: the same again after a reload takes up the calls it was in.</param>
    /// <param name="reachedAt">The address by which the browser reached us.</param>
    public LineAnswer Open(CompanyId company, UserId user, Guid session, LineId line, string offer, IPAddress reachedAt)
    {
        if (line.Value == Guid.Empty)
        {
            return new LineAnswer.Refused("the line has no id");
        }

        var isNew = registry.OwnerOf(line) is null;
        if (!registry.TryClaim(line, company, user, session))
        {
            return new LineAnswer.Refused($"this line is another user's, or {LineRegistry.MaxLinesPerUser} lines are open already");
        }

        var answer = media.OpenLine(line.Value, offer, reachedAt);
        if (answer is LineAnswer.Refused && isNew)
        {
            registry.Mark(line, inUse: false);
        }

        return answer;
    }

    /// <summary>The id is in use by someone else: two users share a browser, one after the other, or someone tries.</summary>
    public bool IsAnothers(CompanyId company, UserId user, LineId line) =>
        registry.OwnerOf(line) is { } owner && (owner.Company != company || owner.User != user);

    /// <summary>False after a restart of the server: then the browser is to offer again.</summary>
    public bool IsOpen(CompanyId company, UserId user, LineId line) =>
        registry.OwnerOf(line) is { InUse: true } owner && owner.Company == company && owner.User == user;

    /// <summary>The page goes away; it may come back (a reload), so its calls wait for it.</summary>
    public void Close(CompanyId company, UserId user, LineId line)
    {
        if (registry.OwnerOf(line) is { } owner && owner.Company == company && owner.User == user)
        {
            registry.Mark(line, inUse: false);
            media.CloseLine(line.Value);
            post.To(company, new SwitchboardInput.LineDown(line, user, SignedOut: false));
        }
    }

    public void SessionEnded(CompanyId company, UserId user, Guid session)
    {
        foreach (var line in registry.Release(company, user, session))
        {
            media.CloseLine(line.Value);
            post.To(company, new SwitchboardInput.LineDown(line, user, SignedOut: true));
        }
    }
}
