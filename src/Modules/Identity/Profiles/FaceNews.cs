using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Identity.Profiles;

/// <summary>Tells the company's open pages that somebody looks different now or says something else.</summary>
internal sealed class FaceNews(ICurrentUser me, IPeople people, ILiveUpdates live)
{
    public async Task Tell(UserId of, CancellationToken ct)
    {
        var all = await people.Of(me.Company, ct);
        live.Publish(me.Company, [.. all.Select(person => person.Id)], $"face-{of.Value}");
    }
}
