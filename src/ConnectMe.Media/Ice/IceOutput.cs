namespace ConnectMe.Media.Ice;

internal enum IceOutputKind
{
    /// <summary>An authenticated check came over this path: DTLS may be accepted from it, before nomination (browsers do so).</summary>
    PathValidated,

    /// <summary>Send to this path from now on.</summary>
    PathNominated,

    /// <summary>The peer has tried too many other paths since it last used this one: nothing more is accepted from it.</summary>
    PathForgotten,

    /// <summary>The peer no longer shows that it wants our packets (RFC 7675 §5.1): stop sending.</summary>
    ConsentExpired,
}

internal readonly record struct IceOutput(IceOutputKind Kind, Path Path);
