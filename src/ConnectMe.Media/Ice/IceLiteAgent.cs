using ConnectMe.Media.Stun;

namespace ConnectMe.Media.Ice;

/// <summary>The answering half of ICE (RFC 8445 §2.5, lite): answers checks, never sends any, follows the peer's nomination and watches its consent.</summary>
internal sealed class IceLiteAgent(IceCredentials local, string remoteUsernameFragment, DateTimeOffset now)
{
    /// <summary>Handles a STUN message that named our ufrag.</summary>
    /// <param name="response">At least <see cref="StunLimits.Message"/> bytes; what is written there goes back over the same path.</param>
    /// <returns>Length of the response; 0 is silence.</returns>
    public int Handle(in StunMessage message, in Path path, DateTimeOffset now, Span<byte> response) => throw new NotSupportedException();

    /// <summary>A deadline passed.</summary>
    public void Handle(DateTimeOffset now) => throw new NotSupportedException();

    public bool TryTake(out IceOutput output) => throw new NotSupportedException();

    public DateTimeOffset NextTimeout => throw new NotSupportedException();

    public IceCredentials Local => local;

    public string RemoteUsernameFragment => remoteUsernameFragment;

    public Path? Nominated { get; private set; }

    /// <summary>Last authenticated check: the sign of life, also while nothing is said.</summary>
    public DateTimeOffset LastCheck { get; private set; } = now;

    /// <summary>Checks that named us and failed authentication; all met with silence.</summary>
    public long Unauthenticated { get; private set; }
}
