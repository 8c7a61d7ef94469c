using System.Collections.Immutable;
using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Registrations;

namespace ConnectMe.Sip.UserAgents;

/// <summary>What the application can have done about registrations, trunks, watchers and bans.</summary>
public sealed partial class UserAgent
{
    /// <summary>Takes in the bindings that were kept over a restart. Their devices are known where they were: guesses of others can't lock them out.</summary>
    public void LoadBindings(IEnumerable<Binding> bindings, DateTimeOffset now)
    {
        _registrar.Load(bindings, now);
        foreach (var binding in _registrar.All)
        {
            if (binding.Contact.User is { } username && _directory.Account(username) is { } account && account.Id == binding.Account)
            {
                _guessLimits.Succeeded(binding.Source, username, now);
            }
        }
    }

    /// <summary>An account's secret was withdrawn: it is unregistered and watches nothing any more. Its calls are the application's to end.</summary>
    public void Revoke(Guid account, DateTimeOffset now)
    {
        _registrar.Revoke(account);
        _notifier.Revoke(account);
    }

    /// <summary>Takes a trunk up, or as it is from now on: registers with it, and asks now and then whether it is there.</summary>
    /// <param name="plan">Null for a trunk that knows us by our address.</param>
    public void Keep(SipTrunk trunk, RegistrationPlan? plan, DateTimeOffset now) => _trunks.Keep(trunk, plan, now);

    /// <summary>Unregisters from a trunk and lets it go.</summary>
    public void Drop(Guid trunk, DateTimeOffset now) => _trunks.Drop(trunk, now);

    /// <summary>Lets all trunks go, before the server stops.</summary>
    public void DropAll(DateTimeOffset now) => _trunks.DropAll(now);

    /// <summary>A call over the trunk went wrong: whether it is there is asked at once.</summary>
    public void Suspect(Guid trunk, DateTimeOffset now) => _trunks.Suspect(trunk, now);

    /// <summary>Registers without waiting for the turn.</summary>
    public void TryNow(Guid trunk, DateTimeOffset now) => _trunks.TryNow(trunk, now);

    /// <summary>The state of a resource for those who watch it; the same again is told to nobody.</summary>
    public void Publish(Guid resource, ResourceState state, DateTimeOffset now) => _notifier.Publish(resource, state, now);

    /// <summary>The resource is gone, and so are its watchers.</summary>
    public void Withdraw(Guid resource) => _notifier.Withdraw(resource);

    /// <summary>Addresses that are never banned, such as an office's.</summary>
    public void Allow(ImmutableArray<IPNetwork> networks) => _guessLimits.Allow(networks);

    /// <returns>False when there is no such ban.</returns>
    public bool Release(BanKind kind, string subject) => _guessLimits.Release(kind, subject);

    public ImmutableArray<Ban> Bans(DateTimeOffset now) => _guessLimits.Bans(now);

    /// <summary>In the order to try them.</summary>
    public ImmutableArray<Binding> Bindings(Guid account) => _registrar.Bindings(account);
}
