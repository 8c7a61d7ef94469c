using System.Collections.Immutable;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Registrations;

/// <summary>The bindings of one account: a row of RFC 3261's location service.</summary>
sealed class Location
{
    readonly List<Binding> _bindings = [];

    /// <summary>
    /// The binding that a Contact stands for: by instance and reg-id (RFC 5626 §6), else by comparison of URIs (RFC 3261 §10.3 item 7). A device that
    /// names its instance but no reg-id has one binding: after a restart behind NAT it comes from another port.
    /// </summary>
    public Binding? Find(in ContactChange change)
    {
        foreach (var binding in _bindings)
        {
            var isSame =
                binding.RegistrationId == change.RegistrationId
                && (
                    binding.Instance is not null && change.Instance is not null
                        ? binding.Instance == change.Instance
                        : change.RegistrationId is null && binding.Contact.Equals(change.Contact)
                );
            if (isSame)
            {
                return binding;
            }
        }
        return null;
    }

    /// <returns>What it took the place of.</returns>
    public IReadOnlyList<Binding> Put(Binding binding, Binding? inPlaceOf)
    {
        var replaced = _bindings.FindAll(other => other == inPlaceOf || other.Key == binding.Key);
        _bindings.RemoveAll(replaced.Contains);
        _bindings.Add(binding);
        return replaced;
    }

    public void Remove(Binding binding) => _bindings.Remove(binding);

    /// <summary>Whether a REGISTER comes after those that made the binding (RFC 3261 §10.3).</summary>
    public static bool IsInOrder(Binding binding, SipRequest request) =>
        binding.CallId != request.CallId || request.CSeq.Number > binding.Sequence;

    public bool IsEmpty => _bindings.Count == 0;

    public int Count => _bindings.Count;

    /// <summary>In the order to try them.</summary>
    public ImmutableArray<Binding> Bindings =>
        [.. _bindings.OrderByDescending(binding => binding.Priority).ThenByDescending(binding => binding.RegisteredAt)];
}
