using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

/// <summary>
/// The registrar of RFC 3261 §10.3 with Path (RFC 3327) and outbound (RFC 5626): where the devices of each account are. A REGISTER is carried out as a
/// whole or not at all. GRUUs are not handed out: phones would put them in Contacts that then have to be looked up within dialogs.
/// </summary>
sealed partial class Registrar(RegistrarOptions options)
{
    static readonly string[] Options = ["path", "outbound"];

    readonly Dictionary<Guid, Location> _locations = [];
    readonly SortedSet<Due> _expiries = new(DueOrder.Instance);
    readonly Dictionary<SipFlow, HashSet<(Guid Account, string Key)>> _connections = [];
    readonly Dictionary<(SipProtocol Protocol, IPEndPoint Remote), HashSet<(Guid Account, string Key)>> _addresses = [];
    readonly Queue<SipEvent> _events = new();

    /// <summary>Carries out a REGISTER of an account that has proved itself; it reaches only its own address-of-record.</summary>
    public SipResponse Handle(SipRequest request, SipFlow flow, SipAccount account, DateTimeOffset now)
    {
        if (Refuse(request, account) is { } refusal)
        {
            return refusal;
        }
        var location = _locations.GetValueOrDefault(account.Id) ?? new Location();
        var status = request.HasWildcardContact ? RemoveAll(request, location) : Change(request, flow, account, location, now);
        if (status != 200)
        {
            return Refusal(request, status);
        }
        Keep(account.Id, location);
        return Accept(request, location, now);
    }

    /// <summary>Removes what has expired.</summary>
    public void Handle(DateTimeOffset now)
    {
        while (_expiries.Count > 0 && _expiries.Min is var due && due.At <= now)
        {
            _expiries.Remove(due);
            if (Find(due.Account, due.Key) is { } binding && binding.Expires <= now)
            {
                Remove(binding, UnregisterCause.Expired);
            }
        }
    }

    /// <summary>A connection closed: outbound bindings end with it, others wait for their device.</summary>
    public void FlowLost(SipFlow flow)
    {
        if (!_connections.Remove(flow, out var keys))
        {
            return;
        }
        foreach (var (account, key) in keys)
        {
            if (Find(account, key) is not { } binding || binding.Flow != flow)
            {
                continue;
            }
            if (binding.RegistrationId is not null)
            {
                Remove(binding, UnregisterCause.FlowLost);
                continue;
            }
            Put(_locations[account], binding with { IsFlowLost = true }, binding);
        }
    }

    /// <summary>Takes in what was kept over a restart. Connections are gone since; datagrams go to where they went before.</summary>
    public void Load(IEnumerable<Binding> bindings, DateTimeOffset now)
    {
        foreach (var binding in bindings.Where(binding => binding.Expires > now))
        {
            var location = _locations.GetValueOrDefault(binding.Account) ?? new Location();
            Put(location, binding.Flow.Protocol == SipProtocol.Udp ? binding : binding with { IsFlowLost = true }, null);
            Keep(binding.Account, location);
        }
    }

    /// <summary>Removes all bindings of an account whose secret was withdrawn.</summary>
    public void Revoke(Guid account)
    {
        foreach (var binding in Bindings(account))
        {
            Remove(binding, UnregisterCause.Revoked);
        }
    }

    public bool TryTake(out SipEvent? output) => _events.TryDequeue(out output);

    public DateTimeOffset? NextTimeout => _expiries.Count == 0 ? null : _expiries.Min.At;

    /// <summary>In the order to try them: q, then the latest.</summary>
    public ImmutableArray<Binding> Bindings(Guid account) => _locations.GetValueOrDefault(account)?.Bindings ?? [];

    public IEnumerable<Binding> All => _locations.Values.SelectMany(location => location.Bindings);

    /// <summary>A device registered from there. Asked for every call of a trunk, however many devices there are.</summary>
    public bool HasDeviceAt(SipFlow flow) => _addresses.ContainsKey((flow.Protocol, flow.Remote));

    public int Count => _expiries.Count;

    static SipResponse? Refuse(SipRequest request, SipAccount account)
    {
        var unsupported = request.Require.Except(Options, StringComparer.OrdinalIgnoreCase).ToList();
        if (unsupported.Count > 0)
        {
            var response = SipResponse.For(request, 420);
            response.Headers.Add(HeaderName.Unsupported, string.Join(", ", unsupported));
            return response;
        }
        if (!request.To.Uri.IsSip || !request.From.Uri.IsSip)
        {
            return SipResponse.For(request, 400, reason: "To and From of a REGISTER are SIP URIs");
        }
        // By whatever name of this server the device was configured with: the user part alone says who it is.
        return request.To.Uri.User == account.AddressOfRecord.User ? null : SipResponse.For(request, 403);
    }

    SipResponse Refusal(SipRequest request, int status)
    {
        var response = SipResponse.For(request, status, reason: status == 403 ? "Too many bindings, or not a Contact to be reached" : null);
        if (status == 423)
        {
            response.MinExpires = (int)options.Shortest.TotalSeconds;
        }
        return response;
    }

    static SipResponse Accept(SipRequest request, Location location, DateTimeOffset now)
    {
        var response = SipResponse.For(request, 200);
        foreach (var binding in location.Bindings)
        {
            response.Headers.Add(HeaderName.Contact, ContactOf(binding, now));
        }
        response.Headers.Add("Date", now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)); // RFC 3261 §10.3 item 8
        if (request.Supported.Contains("path", StringComparer.OrdinalIgnoreCase))
        {
            response.Headers.CopyFrom(request.Headers, HeaderName.Path); // RFC 3327 §5.3
        }
        if (location.Bindings.Any(binding => binding.RegistrationId is not null && binding.CallId == request.CallId))
        {
            response.Headers.Add(HeaderName.Require, "outbound"); // RFC 5626 §6
        }
        return response;
    }

    static NameAddress ContactOf(Binding binding, DateTimeOffset now)
    {
        var left = (long)Math.Ceiling((binding.Expires - now).TotalSeconds);
        var parameters = SipParameters.Empty;
        if (binding.Priority != 1000)
        {
            parameters = parameters.With("q", $"0.{binding.Priority:000}");
        }
        if (binding.Instance is not null)
        {
            parameters = parameters.With("+sip.instance", binding.Instance, isQuoted: true);
        }
        if (binding.RegistrationId is { } id)
        {
            parameters = parameters.With("reg-id", id.ToString(CultureInfo.InvariantCulture));
        }
        parameters = parameters.With("expires", left.ToString(CultureInfo.InvariantCulture));
        return new NameAddress(binding.Contact) { Parameters = parameters };
    }
}
