namespace ConnectMe.Telephony.Domain;

/// <summary>A SIP provider's line: brings calls in and takes calls out.</summary>
/// <param name="Rank">Order of preference, lowest first; the next one takes over while a call is being set up.</param>
public sealed partial record Trunk(Guid Id, Guid CompanyId, string Name, int Rank, TrunkSettings Settings)
{
    public const int LongestName = 60;

    public IEnumerable<object> Change(string name, TrunkSettings settings)
    {
        var changed = new TrunkChanged(Id, name, settings);
        return name == Name && settings.IsSameAs(Settings) ? [] : [changed];
    }

    public IEnumerable<object> Rerank(int rank) => rank == Rank ? [] : [new TrunkReranked(Id, rank)];

    public static Trunk Create(TrunkAdded added) => new(added.TrunkId, added.CompanyId, added.Name, added.Rank, added.Settings);

    public Trunk Apply(TrunkChanged changed) => this with { Name = changed.Name, Settings = changed.Settings };

    public Trunk Apply(TrunkReranked reranked) => this with { Rank = reranked.Rank };

    public bool ShouldDelete(TrunkRemoved removed) => removed.TrunkId == Id;
}

public sealed record TrunkAdded(Guid TrunkId, Guid CompanyId, string Name, int Rank, TrunkSettings Settings);

public sealed record TrunkChanged(Guid TrunkId, string Name, TrunkSettings Settings);

public sealed record TrunkReranked(Guid TrunkId, int Rank);

public sealed record TrunkRemoved(Guid TrunkId);

/// <summary>A trunk's password, encrypted by ASP.NET's data protection. A document, not an event: a replaced password must not live on in a history.</summary>
/// <param name="Id">The trunk's id.</param>
public sealed record TrunkPassword(Guid Id, string Protected);
