namespace ConnectMe.Telephony.Domain;

/// <summary>What the administrator typed in from the provider's letter, but for the password.</summary>
public sealed record TrunkSettings
{
    public TrunkMethod Method { get; init; }

    /// <summary>Host name or address of the provider's registrar or proxy; located by RFC 3263 when <see cref="Port"/> is null.</summary>
    public string Server { get; init; } = "";

    public int? Port { get; init; }

    /// <summary>The domain in From, To and the address of record when it is not <see cref="Server"/>.</summary>
    public string? Domain { get; init; }

    public TrunkTransport Transport { get; init; }

    /// <summary>Host with optional port that every request is sent to first (RFC 3261 §8.1.2, a pre-loaded route).</summary>
    public string? OutboundProxy { get; init; }

    /// <summary>The user part of the address of record; empty for a trunk by address without credentials.</summary>
    public string? Username { get; init; }

    /// <summary>When the provider wants another name in the Authorization header than in the address.</summary>
    public string? AuthenticationName { get; init; }

    /// <summary>Addresses or networks (CIDR) that the provider's calls come from. What comes from elsewhere is not this trunk's.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public SrtpUse Srtp { get; init; }

    /// <summary>In order of preference.</summary>
    public IReadOnlyList<TrunkCodec> Codecs { get; init; } = [TrunkCodec.G722, TrunkCodec.Pcma, TrunkCodec.Pcmu];

    /// <summary>How numbers are written to the provider.</summary>
    public NumberNotation Outgoing { get; init; }

    /// <summary>How the provider writes numbers without a plus.</summary>
    public NumberNotation Incoming { get; init; }

    /// <summary>How our number is told to the provider when a call goes out.</summary>
    public CallerIdHeader CallerIdHeader { get; init; }

    /// <summary>Calls at once, in and out together.</summary>
    public int ConcurrentCalls { get; init; } = 10;

    /// <summary>Null when the settings were not taken from a preset.</summary>
    public string? Preset { get; init; }

    /// <summary>Record equality would compare the lists by reference.</summary>
    public bool IsSameAs(TrunkSettings other) =>
        Codecs.SequenceEqual(other.Codecs)
        && Sources.SequenceEqual(other.Sources, StringComparer.Ordinal)
        && this with { Codecs = other.Codecs, Sources = other.Sources } == other;

    public const int MostConcurrentCalls = 1000;
}

/// <summary>How the provider knows that it is us.</summary>
public enum TrunkMethod
{
    Registration,
    Address,
}

public enum TrunkTransport
{
    Udp,
    Tcp,
    Tls,
}

/// <summary>Encrypted media by SDES (RFC 4568).</summary>
public enum SrtpUse
{
    Off,
    Optional,
    Required,
}

public enum TrunkCodec
{
    Opus,
    G722,
    Pcma,
    Pcmu,
}

public enum NumberNotation
{
    /// <summary>+31205550142.</summary>
    E164WithPlus,

    /// <summary>31205550142.</summary>
    E164,

    /// <summary>0205550142, and 00 for other countries.</summary>
    National,
}

public enum CallerIdHeader
{
    /// <summary>P-Asserted-Identity (RFC 3325), with From as the user chose.</summary>
    AssertedIdentity,

    /// <summary>Remote-Party-ID, for older exchanges.</summary>
    RemotePartyId,

    /// <summary>In From alone.</summary>
    From,
}
