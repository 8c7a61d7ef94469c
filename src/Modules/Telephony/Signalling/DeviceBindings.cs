using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Telephony.Signalling;

/// <summary>Where a device is or was last reachable: kept so that it can be called right after a restart, and shown when it is away.</summary>
/// <param name="Id">The device's.</param>
/// <param name="Bindings">Empty while it is not registered.</param>
internal sealed record DeviceBindings(Guid Id, IReadOnlyList<StoredBinding> Bindings, StoredBinding? Last, DateTimeOffset LastSeen);

/// <summary>A <see cref="Binding"/> as text and numbers.</summary>
internal sealed record StoredBinding
{
    public string Contact { get; init; } = "";
    public SipProtocol Protocol { get; init; }
    public string Local { get; init; } = "";
    public string Remote { get; init; } = "";
    public long Connection { get; init; }
    public DateTimeOffset Expires { get; init; }
    public string CallId { get; init; } = "";
    public uint Sequence { get; init; }
    public int Priority { get; init; }
    public string[] Path { get; init; } = [];
    public string? Instance { get; init; }
    public int? RegistrationId { get; init; }
    public string? UserAgent { get; init; }
    public DateTimeOffset RegisteredAt { get; init; }

    public static StoredBinding Of(Binding binding) =>
        new()
        {
            Contact = binding.Contact.ToString(),
            Protocol = binding.Flow.Protocol,
            Local = binding.Flow.Local.ToString(),
            Remote = binding.Flow.Remote.ToString(),
            Connection = binding.Flow.Connection,
            Expires = binding.Expires,
            CallId = binding.CallId,
            Sequence = binding.Sequence,
            Priority = binding.Priority,
            Path = [.. binding.Path.Select(hop => hop.ToString())],
            Instance = binding.Instance,
            RegistrationId = binding.RegistrationId,
            UserAgent = binding.UserAgent,
            RegisteredAt = binding.RegisteredAt,
        };

    /// <returns>Null for what an older version of ours wrote otherwise: the device comes again by itself.</returns>
    public Binding? Read(Guid device)
    {
        if (
            !SipUri.TryParse(Contact, out var contact)
            || !IPEndPoint.TryParse(Local, out var local)
            || !IPEndPoint.TryParse(Remote, out var remote)
        )
        {
            return null;
        }

        List<NameAddress> path = [];
        foreach (var text in Path)
        {
            if (!NameAddress.TryParse(text, out var hop))
            {
                return null;
            }

            path.Add(hop!);
        }

        return new Binding
        {
            Account = device,
            Contact = contact!,
            Flow = new SipFlow(Protocol, local, remote, Connection),
            Expires = Expires,
            CallId = CallId,
            Sequence = Sequence,
            Priority = Priority,
            Path = [.. path],
            Instance = Instance,
            RegistrationId = RegistrationId,
            UserAgent = UserAgent,
            RegisteredAt = RegisteredAt,
        };
    }
}
