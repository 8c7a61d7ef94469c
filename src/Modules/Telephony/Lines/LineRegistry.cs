using ConnectMe.Kernel;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Lines;

/// <summary>
/// Whose every line is. An entry outlives the line's loss, so that nobody else can take up its id while the browser is away; it goes when
/// the session ends or when its user opens more lines than they may.
/// </summary>
internal sealed class LineRegistry
{
    public const int MaxLinesPerUser = 8;

    readonly Lock _lock = new();
    readonly Dictionary<LineId, LineOwner> _owners = [];
    long _opened;

    /// <summary>Makes the line this user's. False when it is another's, or when the user has too many that are in use.</summary>
    public bool TryClaim(LineId line, CompanyId company, UserId user, Guid session)
    {
        lock (_lock)
        {
            if (_owners.TryGetValue(line, out var owner))
            {
                if (owner.Company != company || owner.User != user)
                {
                    return false;
                }
            }
            else if (!MakeRoom(company, user))
            {
                return false;
            }

            _owners[line] = new LineOwner(company, user, session, InUse: true, ++_opened);
            return true;
        }
    }

    /// <summary>The line came up, or is lost or closed and its user may open it again.</summary>
    /// <returns>Whose it is; null when nobody has it open.</returns>
    public LineOwner? Mark(LineId line, bool inUse)
    {
        lock (_lock)
        {
            if (!_owners.TryGetValue(line, out var owner))
            {
                return null;
            }

            return _owners[line] = owner with { InUse = inUse };
        }
    }

    /// <summary>Lines of this company's browsers that are up.</summary>
    public int InUse(CompanyId company) => AllInUse(company).Count;

    /// <summary>The same, and whose they are.</summary>
    public IReadOnlyList<(LineId Line, UserId User)> AllInUse(CompanyId company)
    {
        lock (_lock)
        {
            return
            [
                .. _owners
                    .Where(entry => entry.Value.Company == company && entry.Value.InUse)
                    .Select(entry => (entry.Key, entry.Value.User)),
            ];
        }
    }

    public LineOwner? OwnerOf(LineId line)
    {
        lock (_lock)
        {
            return _owners.GetValueOrDefault(line);
        }
    }

    /// <summary>Forgets the lines of a session and says which they were.</summary>
    public IReadOnlyList<LineId> Release(CompanyId company, UserId user, Guid session)
    {
        lock (_lock)
        {
            List<LineId> lines = [.. Of(company, user).Where(line => _owners[line].Session == session)];
            lines.ForEach(line => _owners.Remove(line));
            return lines;
        }
    }

    bool MakeRoom(CompanyId company, UserId user)
    {
        var lines = Of(company, user).OrderBy(line => _owners[line].Opened).ToList();
        if (lines.Count < MaxLinesPerUser)
        {
            return true;
        }

        var unused = lines.Find(line => !_owners[line].InUse);
        return _owners.Remove(unused);
    }

    IEnumerable<LineId> Of(CompanyId company, UserId user) =>
        _owners.Where(entry => entry.Value.Company == company && entry.Value.User == user).Select(entry => entry.Key);
}

/// <param name="InUse">Opened and not lost since.</param>
/// <param name="Opened">Grows with every line opened: tells the older from the newer.</param>
internal sealed record LineOwner(CompanyId Company, UserId User, Guid Session, bool InUse, long Opened);
