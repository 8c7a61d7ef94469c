namespace ConnectMe.Interop.Tests.Load;

/// <summary>Our share of it: from the caller's INVITE to ours to the phone, and from the phone's 180 to ours to the caller. In milliseconds, of each call.</summary>
internal sealed record PostDialDelay(IReadOnlyList<double> Invite, IReadOnlyList<double> Ringing)
{
    /// <summary>Joins what the caller logged with what the phones logged: by extension, and as no person is called twice at the same moment, by time.</summary>
    public static PostDialDelay Of(IEnumerable<LoggedMessage> callers, IEnumerable<LoggedMessage> phones)
    {
        var (invites, ringing) = (new List<double>(), new List<double>());
        var rang = new Dictionary<string, double>();
        var called = new Dictionary<string, LoggedMessage>();
        foreach (var message in callers.OrderBy(message => message.At))
        {
            if (message is { IsSent: true, IsInvite: true })
            {
                called.TryAdd(message.CallId, message);
            }
            else if (message is { IsSent: false, IsRinging: true })
            {
                rang.TryAdd(message.CallId, message.At);
            }
        }

        var asked = new Dictionary<string, LoggedMessage>();
        var callsTo = called.Values.OrderBy(message => message.At).ToLookup(message => message.Extension);
        foreach (var message in phones.OrderBy(message => message.At))
        {
            if (message is { IsSent: false, IsInvite: true } && !asked.ContainsKey(message.CallId))
            {
                // 1 ms: sipp looks at its clock before it sends, or after.
                var call = callsTo[message.Extension].LastOrDefault(call => call.At <= message.At + 0.001);
                if (call.CallId is not null)
                {
                    asked.Add(message.CallId, call);
                    invites.Add(Math.Max(0, 1000 * (message.At - call.At)));
                }
            }
            else if (message is { IsSent: true, IsRinging: true } && asked.TryGetValue(message.CallId, out var call))
            {
                if (rang.Remove(call.CallId, out var heard))
                {
                    ringing.Add(Math.Max(0, 1000 * (heard - message.At)));
                }
            }
        }

        return new([.. invites.Order()], [.. ringing.Order()]);
    }

    public static double P95(IReadOnlyList<double> sorted) => sorted[(int)Math.Ceiling(0.95 * sorted.Count) - 1];
}
