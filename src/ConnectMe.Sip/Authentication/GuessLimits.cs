using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ConnectMe.Sip.Authentication;

/// <summary>
/// Bans who guesses at passwords: per address (IPv6: per /64) and per account (A3). A device that signed in from its address within 30 days has an
/// account of its own failures only, so that nobody else can lock it out: not a guesser elsewhere, and not another phone behind the same address.
/// </summary>
sealed class GuessLimits(GuessLimitOptions options)
{
    const int Ipv6Prefix = 64;

    readonly FailureLedger<IPAddress> _addresses = new(options);
    readonly FailureLedger<string> _accounts = new(options);
    readonly FailureLedger<(IPAddress Source, string Account)> _devices = new(options);
    readonly KnownDevices _known = new(options.KnownFor, options.Remembered);
    ImmutableArray<IPNetwork> _allowed = options.Allowed;

    /// <summary>Whether to look at what came from there; no account when the request names none yet.</summary>
    public GuessVerdict Check(IPAddress address, string? account, DateTimeOffset now)
    {
        var source = SourceOf(address);
        if (IsAllowed(address))
        {
            return GuessVerdict.Allowed;
        }
        if (account is null)
        {
            // A known phone's first request bears no name either: where there are known ones, a banned address still gets its challenge.
            return _addresses.IsBanned(source, now) && !_known.Knows(source, now) ? GuessVerdict.Dropped : GuessVerdict.Allowed;
        }
        if (_known.Knows(source, account, now))
        {
            return _devices.IsBanned((source, account), now) ? GuessVerdict.Refused : GuessVerdict.Allowed;
        }
        if (_addresses.IsBanned(source, now))
        {
            return GuessVerdict.Dropped;
        }
        return _accounts.IsBanned(account, now) ? GuessVerdict.Refused : GuessVerdict.Allowed;
    }

    /// <summary>A wrong password, or one for an account that doesn't exist: no difference.</summary>
    /// <returns>Whether it brought a ban.</returns>
    public bool Failed(IPAddress address, string account, DateTimeOffset now)
    {
        if (IsAllowed(address))
        {
            return false;
        }
        var source = SourceOf(address);
        if (_known.Knows(source, account, now))
        {
            return _devices.Add((source, account), now);
        }
        var byAddress = _addresses.Add(source, now);
        var byAccount = _accounts.Add(account, now);
        return byAddress || byAccount;
    }

    /// <summary>Makes the device known; also for devices that the database remembers. Failures of others stay counted.</summary>
    public void Succeeded(IPAddress address, string account, DateTimeOffset now)
    {
        var source = SourceOf(address);
        _known.Remember(source, account, now);
        _devices.Release((source, account));
    }

    /// <summary>Replaces the list of those whose failures are not counted.</summary>
    public void Allow(ImmutableArray<IPNetwork> networks) => _allowed = networks;

    /// <returns>False when there was no such ban (any more).</returns>
    public bool Release(BanKind kind, string subject) =>
        kind switch
        {
            BanKind.Address => Release(_addresses, subject, SubjectOf),
            BanKind.Account => _accounts.Release(subject),
            BanKind.Device => Release(_devices, subject, SubjectOf),
            _ => false,
        };

    /// <summary>All bans of this moment, those that last longest first.</summary>
    public ImmutableArray<Ban> Bans(DateTimeOffset now) =>
        [
            .. _addresses
                .Bans(BanKind.Address, SubjectOf, now)
                .Concat(_accounts.Bans(BanKind.Account, account => account, now))
                .Concat(_devices.Bans(BanKind.Device, SubjectOf, now))
                .OrderByDescending(ban => ban.Until),
        ];

    /// <summary>Addresses and accounts in memory.</summary>
    public int Remembered => _addresses.Count + _accounts.Count + _devices.Count;

    bool IsAllowed(IPAddress address)
    {
        var plain = Plain(address);
        return _allowed.Any(network => network.Contains(plain));
    }

    static bool Release<TKey>(FailureLedger<TKey> ledger, string subject, Func<TKey, string> subjectOf)
        where TKey : notnull
    {
        var keys = ledger.Keys.Where(key => subjectOf(key) == subject).ToList();
        keys.ForEach(key => ledger.Release(key));
        return keys.Count > 0;
    }

    static string SubjectOf(IPAddress source) =>
        source.AddressFamily == AddressFamily.InterNetworkV6 ? $"{source}/{Ipv6Prefix}" : source.ToString();

    static string SubjectOf((IPAddress Source, string Account) device) => $"{device.Account} from {SubjectOf(device.Source)}";

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // A customer gets at least a /64 (RFC 6177 §2): its lower half is anybody's to choose.
    static IPAddress SourceOf(IPAddress address)
    {
        var plain = Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain;
        }
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        bytes[(Ipv6Prefix / 8)..].Clear();
        return new IPAddress(bytes);
    }
}
