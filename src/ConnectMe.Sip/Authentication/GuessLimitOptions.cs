using System.Collections.Immutable;
using System.Net;

namespace ConnectMe.Sip.Authentication;

/// <summary>When guessing at passwords ends in a ban (A3).</summary>
public sealed record GuessLimitOptions
{
    /// <summary>Wrong passwords within <see cref="Window"/> that bring a ban; not above 64.</summary>
    public int Failures { get; init; } = 10;

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan FirstBan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bans double up to this; who kept quiet for as long after one starts again at the first.</summary>
    public TimeSpan LongestBan { get; init; } = TimeSpan.FromHours(24);

    /// <summary>For how long a device that once signed in from an address counts as known there.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many addresses, accounts and devices are remembered, each; beyond it those seen longest ago are forgotten.</summary>
    public int Remembered { get; init; } = 65_536;

    /// <summary>Offices and trunks whose failures are not counted.</summary>
    public ImmutableArray<IPNetwork> Allowed { get; init; } = [];
}
