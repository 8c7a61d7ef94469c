using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Features;

/// <summary>How these colleagues look now and what they say: for pages that show them already (wwwroot/js/faces.js).</summary>
internal static class ShowFaces
{
    /// <param name="of">Who is asked for; who is no colleague is left out.</param>
    public static async Task<IResult> Handle(
        Guid[] of,
        ICurrentUser me,
        IPeople people,
        IProfiles profiles,
        IPhotos photos,
        CancellationToken ct
    )
    {
        var wanted = of.Take(Most).ToHashSet();
        var notes = await profiles.Notes(ct);
        var known = (await people.Of(me.Company, ct)).Where(person => wanted.Contains(person.Id.Value));
        return TypedResults.Ok(
            known.Select(person => new Face(person.Id.Value, photos.AddressOf(person.Id.Value), notes.GetValueOrDefault(person.Id, "")))
        );
    }

    /// <param name="Photo">Null: their initials.</param>
    internal sealed record Face(Guid Id, string? Photo, string Note);

    /// <summary>More do not fit in an address.</summary>
    const int Most = 100;
}
