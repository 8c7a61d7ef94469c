namespace ConnectMe.Sip.UserAgents;

static class Deadline
{
    public static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> deadlines)
    {
        DateTimeOffset? earliest = null;
        foreach (var deadline in deadlines)
        {
            earliest = earliest is null || deadline < earliest ? deadline ?? earliest : earliest;
        }

        return earliest;
    }
}
