namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// How many calls may begin: so many per second in the long run, and those of one second at once. What comes above that is refused while it costs nothing
/// yet, so that the calls which are up and those let in have the machine for themselves (R13).
/// </summary>
sealed class NewCallRate(int perSecond)
{
    double _left = perSecond;
    DateTimeOffset _at;

    /// <returns>False: refuse it.</returns>
    public bool TryTake(DateTimeOffset now)
    {
        _left = Math.Min(perSecond, _left + (perSecond * Math.Max(0, (now - _at).TotalSeconds)));
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
