namespace ConnectMe.Telephony.Domain;

/// <summary>
/// A desk phone or softphone of one person: an account that registers with us by SIP. What proves its secret lies in
/// <see cref="DeviceSecret"/>, outside the history.
/// </summary>
/// <param name="Username">What the phone signs in with: made by us, unique in the installation, never an extension or a name.</param>
/// <param name="RequiresSrtp">Calls of this phone without encrypted media are refused.</param>
/// <param name="RequiresTls">Over UDP or TCP there is no such device: what comes in so is refused as a stranger's.</param>
public sealed partial record Device(
    Guid Id,
    Guid CompanyId,
    Guid OwnerId,
    string Name,
    string Username,
    bool RequiresTls,
    bool RequiresSrtp,
    DateTimeOffset AddedAt
)
{
    /// <summary>Longest name ("Vergaderzaal, toestel bij het raam").</summary>
    public const int LongestName = 60;

    public IEnumerable<object> Change(Guid ownerId, string name, bool requiresTls, bool requiresSrtp)
    {
        var changed = new DeviceChanged(Id, ownerId, name, requiresTls, requiresSrtp);
        return Apply(changed) == this ? [] : [changed];
    }

    public static Device Create(DeviceAdded added) =>
        new(
            added.DeviceId,
            added.CompanyId,
            added.OwnerId,
            added.Name,
            added.Username,
            added.RequiresTls,
            added.RequiresSrtp,
            added.AddedAt
        );

    public Device Apply(DeviceChanged changed) =>
        this with
        {
            OwnerId = changed.OwnerId,
            Name = changed.Name,
            RequiresTls = changed.RequiresTls,
            RequiresSrtp = changed.RequiresSrtp,
        };

    public bool ShouldDelete(DeviceRevoked revoked) => revoked.DeviceId == Id;
}

public sealed record DeviceAdded(
    Guid DeviceId,
    Guid CompanyId,
    Guid OwnerId,
    string Name,
    string Username,
    bool RequiresTls,
    bool RequiresSrtp,
    DateTimeOffset AddedAt
);

public sealed record DeviceChanged(Guid DeviceId, Guid OwnerId, string Name, bool RequiresTls, bool RequiresSrtp);

/// <summary>The account is gone: it can't register, and what was registered is dropped.</summary>
public sealed record DeviceRevoked(Guid DeviceId, DateTimeOffset RevokedAt);

/// <summary>
/// What a phone's answer to a challenge is checked with: H(A1) of RFC 7616 §3.4.2 in lower-case hex. The secret itself is shown once and kept nowhere.
/// A document, not an event: a replaced secret must not live on in a history.
/// </summary>
/// <param name="Id">The device's id.</param>
/// <param name="Realm">The realm that both were made for: they prove nothing in another one.</param>
public sealed record DeviceSecret(Guid Id, string Realm, string Ha1Md5, string Ha1Sha256);
