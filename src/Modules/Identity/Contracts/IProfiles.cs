using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>What people tell colleagues of themselves. Scoped, from memory. Pages follow changes by <c>data-note-of</c> (wwwroot/js/faces.js).</summary>
public interface IProfiles
{
    /// <summary>The notes that whoever makes this request may see, their own among them; who is not in it says nothing.</summary>
    ValueTask<IReadOnlyDictionary<UserId, string>> Notes(CancellationToken ct);
}
