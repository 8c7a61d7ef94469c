using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

// Adding, changing and removing bindings: first everything is looked at, then everything is done.
sealed partial class Registrar
{
    const int LongestUserAgent = 128;

    int RemoveAll(SipRequest request, Location location)
    {
        // RFC 3261 §10.2.2: "*" stands alone, and only to remove everything.
        if (request.Contacts.Count > 0 || request.Headers.Values(HeaderName.Contact).Count != 1 || request.Expires != 0)
        {
            return 400;
        }
        if (!location.Bindings.All(binding => Location.IsInOrder(binding, request)))
        {
            return 500;
        }
        foreach (var binding in location.Bindings)
        {
            Remove(location, binding, UnregisterCause.ByDevice);
        }
        return 200;
    }

    int Change(SipRequest request, SipFlow flow, SipAccount account, Location location, DateTimeOffset now)
    {
        if (request.Contacts.Count > options.MostBindings)
        {
            return 403;
        }
        var changes = new List<(ContactChange Change, Binding? Existing)>(request.Contacts.Count);
        var added = 0;
        foreach (var contact in request.Contacts)
        {
            var status = ContactChange.Read(contact, request, flow, options, out var change);
            if (status == 0)
            {
                status = Check(change, location, request, out var existing);
                added += (existing, change.Lifetime > TimeSpan.Zero) switch
                {
                    (null, true) => 1,
                    ({ }, false) => -1,
                    _ => 0,
                };
                changes.Add((change, existing));
            }
            if (status != 0)
            {
                return status;
            }
        }
        if (location.Count + added > options.MostBindings)
        {
            return 403;
        }
        foreach (var (change, existing) in changes)
        {
            Apply(request, flow, account, location, change, existing, now);
        }
        return 200;
    }

    static int Check(in ContactChange change, Location location, SipRequest request, out Binding? existing)
    {
        existing = location.Find(change);
        if (existing is not null && !Location.IsInOrder(existing, request))
        {
            return 500; // RFC 3261 §10.3 item 7: the update is aborted
        }
        // RFC 5626 §6: behind a proxy that keeps no flow the promise of outbound could not be held.
        var isFirstHop =
            request.Vias.Count == 1 || request.Addresses(HeaderName.Path) is [var edge, ..] && edge.Uri.Parameters.Contains("ob");
        return change.RegistrationId is null || isFirstHop ? 0 : 439;
    }

    void Apply(
        SipRequest request,
        SipFlow flow,
        SipAccount account,
        Location location,
        in ContactChange change,
        Binding? existing,
        DateTimeOffset now
    )
    {
        if (change.Lifetime == TimeSpan.Zero)
        {
            if (existing is not null)
            {
                Remove(location, existing, UnregisterCause.ByDevice);
            }
            return;
        }
        var binding = new Binding
        {
            Account = account.Id,
            Contact = change.Contact,
            Flow = flow,
            Expires = now + change.Lifetime,
            CallId = request.CallId,
            Sequence = request.CSeq.Number,
            Priority = change.Priority,
            Path = [.. request.Addresses(HeaderName.Path)],
            Instance = change.Instance,
            RegistrationId = change.RegistrationId,
            UserAgent = request.Headers[HeaderName.UserAgent] is { } agent ? agent[..Math.Min(agent.Length, LongestUserAgent)] : null,
            RegisteredAt = existing?.RegisteredAt ?? now,
        };
        Put(location, binding, existing);
        if (existing is not null && existing.Key != binding.Key)
        {
            _events.Enqueue(new SipEvent.Unregistered(existing, UnregisterCause.Replaced));
        }
        _events.Enqueue(existing?.Key == binding.Key ? new SipEvent.RegistrationRefreshed(binding) : new SipEvent.Registered(binding));
    }

    void Put(Location location, Binding binding, Binding? existing)
    {
        foreach (var replaced in location.Put(binding, existing))
        {
            Unlink(replaced);
        }
        _expiries.Add(new Due(binding.Expires, binding.Account, binding.Key));
        Link(_addresses, (binding.Flow.Protocol, binding.Flow.Remote), binding);
        if (binding.Flow.IsProven && !binding.IsFlowLost)
        {
            Link(_connections, binding.Flow, binding);
        }
    }

    void Remove(Binding binding, UnregisterCause cause)
    {
        var location = _locations[binding.Account];
        Remove(location, binding, cause);
        Keep(binding.Account, location);
    }

    void Remove(Location location, Binding binding, UnregisterCause cause)
    {
        Unlink(binding);
        location.Remove(binding);
        _events.Enqueue(new SipEvent.Unregistered(binding, cause));
    }

    void Unlink(Binding binding)
    {
        _expiries.Remove(new Due(binding.Expires, binding.Account, binding.Key));
        Unlink(_addresses, (binding.Flow.Protocol, binding.Flow.Remote), binding);
        Unlink(_connections, binding.Flow, binding);
    }

    static void Link<TFrom>(Dictionary<TFrom, HashSet<(Guid Account, string Key)>> index, TFrom from, Binding binding)
        where TFrom : notnull
    {
        if (!index.TryGetValue(from, out var keys))
        {
            index[from] = keys = [];
        }
        keys.Add((binding.Account, binding.Key));
    }

    static void Unlink<TFrom>(Dictionary<TFrom, HashSet<(Guid Account, string Key)>> index, TFrom from, Binding binding)
        where TFrom : notnull
    {
        if (index.TryGetValue(from, out var keys) && keys.Remove((binding.Account, binding.Key)) && keys.Count == 0)
        {
            index.Remove(from);
        }
    }

    void Keep(Guid account, Location location)
    {
        if (location.IsEmpty)
        {
            _locations.Remove(account);
        }
        else
        {
            _locations[account] = location;
        }
    }

    Binding? Find(Guid account, string key) => Bindings(account).FirstOrDefault(binding => binding.Key == key);

    readonly record struct Due(DateTimeOffset At, Guid Account, string Key);

    sealed class DueOrder : IComparer<Due>
    {
        public static readonly DueOrder Instance = new();

        public int Compare(Due x, Due y)
        {
            var byTime = x.At.CompareTo(y.At);
            var byAccount = byTime != 0 ? byTime : x.Account.CompareTo(y.Account);
            return byAccount != 0 ? byAccount : string.CompareOrdinal(x.Key, y.Key);
        }
    }
}
