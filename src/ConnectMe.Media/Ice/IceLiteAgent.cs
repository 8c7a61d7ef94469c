using System.Text;
using ConnectMe.Media.Stun;

namespace ConnectMe.Media.Ice;

/// <summary>The answering half of ICE (RFC 8445 §2.5, lite): answers checks, never sends any, follows the peer's nomination and watches its consent.</summary>
internal sealed class IceLiteAgent : IDisposable
{
    /// <summary>RFC 7675 §5.1.</summary>
    public static readonly TimeSpan ConsentLifetime = TimeSpan.FromSeconds(30);

    // Who nominates aggressively (Firefox) marks every pair it tries; of those the best counts (RFC 5245 §8.1.1.2), not the last to arrive.
    // Later nominations mean that the peer moved to another network: followed at once, however low their priority.
    static readonly TimeSpan AggressiveNomination = TimeSpan.FromSeconds(2);

    const int MaximumPaths = 8;

    readonly byte[] _username;
    readonly MessageIntegrity _password;
    readonly List<ValidPath> _paths = new(MaximumPaths);
    readonly Queue<IceOutput> _outputs = new(4);
    DateTimeOffset _firstNomination = DateTimeOffset.MaxValue;
    uint _nominatedPriority;

    public IceLiteAgent(IceCredentials local, string remoteUsernameFragment, DateTimeOffset now)
    {
        Local = local;
        LastCheck = now;
        // RFC 8445 §7.2.2: the receiver's fragment, a colon, the sender's.
        _username = Encoding.UTF8.GetBytes($"{local.UsernameFragment}:{remoteUsernameFragment}");
        _password = new MessageIntegrity(Encoding.UTF8.GetBytes(local.Password));
    }

    /// <summary>Handles a STUN message that named our ufrag. Only a Binding request with our full USERNAME and a good MESSAGE-INTEGRITY has any effect.</summary>
    /// <param name="response">At least <see cref="StunLimits.Message"/> bytes; what is written there goes back over the same path.</param>
    /// <returns>Length of the response; 0 is silence.</returns>
    public int Handle(in StunMessage message, in Path path, DateTimeOffset now, Span<byte> response)
    {
        if (message.Class != StunClass.Request || message.Method != StunMethod.Binding || HasConsentExpired)
        {
            return 0; // we asked nothing, so no response is for us; a Binding indication only keeps a NAT open
        }
        // Deviation: RFC 8489 §9.1.3 answers 400 and 401. Who doesn't know the password gets silence: no oracle, nothing to amplify.
        if (!message.Username.SequenceEqual(_username) || !message.IsAuthentic(_password))
        {
            Unauthenticated++;
            return 0;
        }
        if (message.HasUnknownAttributes)
        {
            return RefuseUnknownAttributes(message, response);
        }
        if (message.IsFromControlled)
        {
            return RefuseRole(message, response);
        }
        LastCheck = now;
        Validate(path, now);
        if (message.UseCandidate)
        {
            Nominate(path, message.Priority, now);
        }
        return Succeed(message, path, response);
    }

    /// <summary>A deadline passed.</summary>
    public void Handle(DateTimeOffset now)
    {
        if (!HasConsentExpired && now >= NextTimeout)
        {
            HasConsentExpired = true;
            _outputs.Enqueue(new IceOutput(IceOutputKind.ConsentExpired, Nominated ?? default));
        }
    }

    /// <summary>The path is no more: its TCP connection has ended. Until the peer nominates another one, the one it has last checked serves.</summary>
    public void Forget(in Path path)
    {
        for (var i = 0; i < _paths.Count; i++)
        {
            if (_paths[i].Path == path)
            {
                _paths.RemoveAt(i);
                _outputs.Enqueue(new IceOutput(IceOutputKind.PathForgotten, path));
                break;
            }
        }

        if (Nominated == path)
        {
            (Nominated, _nominatedPriority) = (LastChecked(), 0);
        }
    }

    public void Dispose() => _password.Dispose();

    public bool TryTake(out IceOutput output) => _outputs.TryDequeue(out output);

    /// <summary>When consent expires if no further check comes.</summary>
    public DateTimeOffset NextTimeout => HasConsentExpired ? DateTimeOffset.MaxValue : LastCheck + ConsentLifetime;

    public IceCredentials Local { get; }

    public Path? Nominated { get; private set; }

    public bool HasConsentExpired { get; private set; }

    /// <summary>Last authenticated check: the sign of life, also while nothing is said. At first the moment of creation.</summary>
    public DateTimeOffset LastCheck { get; private set; }

    /// <summary>Checks that named us and failed authentication; all met with silence.</summary>
    public long Unauthenticated { get; private set; }

    void Validate(in Path path, DateTimeOffset now)
    {
        for (var i = 0; i < _paths.Count; i++)
        {
            if (_paths[i].Path == path)
            {
                _paths[i] = new ValidPath(path, now);
                return;
            }
        }
        if (_paths.Count == MaximumPaths)
        {
            ForgetOldest();
        }
        _paths.Add(new ValidPath(path, now));
        _outputs.Enqueue(new IceOutput(IceOutputKind.PathValidated, path));
    }

    void ForgetOldest()
    {
        var oldest = -1;
        for (var i = 0; i < _paths.Count; i++)
        {
            if (_paths[i].Path != Nominated && (oldest < 0 || _paths[i].LastCheck < _paths[oldest].LastCheck))
            {
                oldest = i;
            }
        }
        _outputs.Enqueue(new IceOutput(IceOutputKind.PathForgotten, _paths[oldest].Path));
        _paths.RemoveAt(oldest);
    }

    Path? LastChecked()
    {
        ValidPath? last = null;
        foreach (var path in _paths)
        {
            last = last is { } found && found.LastCheck >= path.LastCheck ? last : path;
        }
        return last?.Path;
    }

    void Nominate(in Path path, uint priority, DateTimeOffset now)
    {
        if (Nominated is null)
        {
            _firstNomination = now;
        }
        var isWorse = now - _firstNomination < AggressiveNomination && priority < _nominatedPriority;
        if (Nominated == path || isWorse)
        {
            return;
        }
        Nominated = path;
        _nominatedPriority = priority;
        _outputs.Enqueue(new IceOutput(IceOutputKind.PathNominated, path));
    }

    int Succeed(in StunMessage message, in Path path, Span<byte> response)
    {
        var writer = new StunMessageWriter(response, StunClass.SuccessResponse, StunMethod.Binding, message.TransactionId);
        writer.AddXorMappedAddress(path.Remote); // RFC 8445 §7.3.1.3
        return Finish(ref writer);
    }

    int RefuseUnknownAttributes(in StunMessage message, Span<byte> response)
    {
        Span<ushort> types = stackalloc ushort[StunLimits.UnknownAttributes];
        var count = message.CopyUnknownAttributes(types);
        var writer = new StunMessageWriter(response, StunClass.ErrorResponse, StunMethod.Binding, message.TransactionId);
        writer.AddErrorCode(StunErrorCode.UnknownAttribute);
        writer.AddUnknownAttributes(types[..count]);
        return Finish(ref writer);
    }

    // RFC 8445 §7.3.1.1 lets the greater tie-breaker win. A lite agent facing a full one is always controlled (§6.1.1): the peer must give way.
    int RefuseRole(in StunMessage message, Span<byte> response)
    {
        var writer = new StunMessageWriter(response, StunClass.ErrorResponse, StunMethod.Binding, message.TransactionId);
        writer.AddErrorCode(StunErrorCode.RoleConflict);
        return Finish(ref writer);
    }

    int Finish(ref StunMessageWriter writer)
    {
        writer.AddMessageIntegrity(_password);
        writer.AddFingerprint();
        return writer.Length;
    }

    readonly record struct ValidPath(Path Path, DateTimeOffset LastCheck);
}
