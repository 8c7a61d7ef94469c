using System.Collections.Concurrent;
using System.Net;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Media;

namespace ConnectMe.Telephony.Lines;

/// <summary>
/// The lines by which browsers test their connection, one for each sign-in and each way there is (UDP, TCP): what is said on it comes back, over the media
/// port that calls use. The switchboard knows nothing of them, so a test rings nowhere, stands in no call log, and leaves the phone as it is.
/// </summary>
internal sealed class ConnectionTests(MediaEngine media, OutsideReach outside) : ISessionEnded
{
    readonly ConcurrentDictionary<Guid, Test> _byLine = new();

    /// <summary>Answers the browser's offer; a test of the same sign-in and way that still runs ends.</summary>
    /// <param name="overTcp">The browser takes of the answer what is of TCP; else of UDP.</param>
    public LineAnswer Open(ICurrentUser me, string offer, IPAddress reachedAt, bool overTcp)
    {
        Close(test => test.Session == me.Session && test.OverTcp == overTcp);
        var line = Guid.NewGuid(); // never the browser's word: it could name another's line
        _byLine[line] = new Test(me.Company, me.User, me.Session, overTcp);
        var answer = media.OpenLine(line, offer, reachedAt);
        if (answer is LineAnswer.Refused)
        {
            _byLine.TryRemove(line, out _);
            return answer;
        }

        media.StartStream(line);
        media.Connect(line, line);
        return answer;
    }

    public void Close(Guid session) => Close(test => test.Session == session);

    /// <returns>False: it is not about a test.</returns>
    public bool Handle(MediaEvent happened)
    {
        if (!_byLine.TryGetValue(happened.Line, out var test))
        {
            return false;
        }

        switch (happened)
        {
            case MediaEvent.LineUp { OverTcp: false } up:
                outside.Note(test.Company, test.User, up.From);
                break;
            case MediaEvent.LineDown:
                Forget(happened.Line); // the page went, or the network did
                break;
        }

        return true;
    }

    public void SessionEnded(CompanyId company, UserId user, Guid session) => Close(session);

    void Close(Func<Test, bool> which)
    {
        foreach (var (line, _) in _byLine.Where(test => which(test.Value)))
        {
            Forget(line);
        }
    }

    void Forget(Guid line)
    {
        if (_byLine.TryRemove(line, out _))
        {
            media.CloseLine(line);
        }
    }

    readonly record struct Test(CompanyId Company, UserId User, Guid Session, bool OverTcp);
}
