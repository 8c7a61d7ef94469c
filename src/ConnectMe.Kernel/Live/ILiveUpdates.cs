namespace ConnectMe.Kernel;

/// <summary>Tells browsers that something changed, by name only; their fragments then ask for it (docs/decisions/0003).</summary>
public interface ILiveUpdates
{
    /// <summary>Publish after the change is visible to a read. Thread-safe, never blocks; a slow browser keeps at most one entry per topic.</summary>
    void Publish(CompanyId company, IReadOnlyCollection<UserId> to, params ReadOnlySpan<string> topics);
}
