namespace ConnectMe.Kernel;

/// <summary>The keys that this request's user does things with.</summary>
public interface IShortcuts
{
    /// <summary>Action to keys; an action without keys is not in it. Answers from memory when it can: calls do not wait for the database.</summary>
    ValueTask<IReadOnlyDictionary<string, KeyChord>> Mine(CancellationToken ct);
}
