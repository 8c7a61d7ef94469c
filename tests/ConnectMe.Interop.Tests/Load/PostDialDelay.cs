using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Load;

/// <summary>
/// Our share of it: from the caller's INVITE to ours to the phone, and from the phone's 180 to ours to the caller. In milliseconds, of each call, by the
/// kernel's time of the packets: how late sipp gets its turn on a busy machine does not count.
/// </summary>
internal sealed record PostDialDelay(IReadOnlyList<double> Invite, IReadOnlyList<double> Ringing)
{
    /// <summary>Joins what the caller and the phones said and were told by the name of the caller, which is another for each call.</summary>
    public static PostDialDelay Of(IReadOnlyList<SipOnWire> wire, string provider, string phones)
    {
        var (invited, rang) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        var (invites, ringing) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var message in wire.Where(message => message.IsInvite || message.IsResponse(180)))
        {
            var (caller, at) = (message.FromName, 1000 * message.At);
            if (message.IsInvite && message.From == provider)
            {
                invited.TryAdd(caller, at);
            }
            else if (message.IsInvite)
            {
                invites.TryAdd(caller, at - invited[caller]);
            }
            else if (message.From == phones)
            {
                rang.TryAdd(caller, at);
            }
            else
            {
                ringing.TryAdd(caller, at - rang[caller]);
            }
        }

        return new([.. invites.Values.Order()], [.. ringing.Values.Order()]);
    }

    public static double P95(IReadOnlyList<double> sorted) => sorted[(int)Math.Ceiling(0.95 * sorted.Count) - 1];
}
