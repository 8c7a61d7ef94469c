using System.Collections.Immutable;
using ConnectMe.Sip.Registrations;

namespace ConnectMe.Telephony.Signalling;

/// <summary>What the registrar told of every device, for whoever is not on the signalling loop: calls, pages, the store.</summary>
internal sealed class DeviceLocations(TimeProvider time)
{
    readonly Lock _lock = new();
    readonly Dictionary<Guid, DeviceLocation> _devices = [];

    /// <returns>True when the device had no binding before.</returns>
    public bool Put(Binding binding)
    {
        lock (_lock)
        {
            var known = _devices.GetValueOrDefault(binding.Account, DeviceLocation.Nowhere);
            _devices[binding.Account] = new DeviceLocation(
                [.. known.Bindings.Where(other => other.Key != binding.Key), binding],
                binding,
                time.GetUtcNow()
            );
            return known.Bindings.IsEmpty;
        }
    }

    /// <returns>True when it was the device's last one.</returns>
    public bool Remove(Binding binding)
    {
        lock (_lock)
        {
            if (!_devices.TryGetValue(binding.Account, out var known) || known.Bindings.IsEmpty)
            {
                return false;
            }

            var left = known.Bindings.RemoveAll(other => other.Key == binding.Key);
            _devices[binding.Account] = known with { Bindings = left };
            return left.IsEmpty;
        }
    }

    /// <summary>Takes in what was stored.</summary>
    public void Load(Guid device, DeviceLocation location)
    {
        lock (_lock)
        {
            _devices.TryAdd(device, location);
        }
    }

    public DeviceLocation Of(Guid device)
    {
        lock (_lock)
        {
            return _devices.GetValueOrDefault(device, DeviceLocation.Nowhere);
        }
    }

    /// <summary>Where it can be called now, the best first. What has run out the registrar took off, by its own clock, which is not set.</summary>
    public ImmutableArray<Binding> Reachable(Guid device) =>
        [
            .. Of(device)
                .Bindings.Where(binding => binding.Target is not null)
                .OrderByDescending(binding => binding.Priority)
                .ThenByDescending(binding => binding.RegisteredAt),
        ];

    /// <summary>Those that are registered.</summary>
    public ImmutableArray<Guid> Registered
    {
        get
        {
            lock (_lock)
            {
                return [.. _devices.Where(device => !device.Value.Bindings.IsEmpty).Select(device => device.Key)];
            }
        }
    }
}

/// <param name="Last">The binding that was seen last, when it is gone too.</param>
internal sealed record DeviceLocation(ImmutableArray<Binding> Bindings, Binding? Last, DateTimeOffset LastSeen)
{
    public static DeviceLocation Nowhere { get; } = new([], null, default);
}
