using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>What administrators see of a person's place in the directory.</summary>
internal sealed class ShownDirectoryLink(ICurrentUser me, IQuerySession session, DirectoryLinks links)
{
    /// <returns>Null: the company has no directory, and they are not linked.</returns>
    public async Task<PersonDirectory?> Of(User person, CancellationToken ct)
    {
        var (settings, link) = (await links.Settings(me.Company, ct), await session.LoadAsync<DirectoryLink>(person.Id, ct));
        return settings is null && link is null ? null : new PersonDirectory(person, link, settings is { IsOn: true });
    }
}

/// <param name="IsOn">The directory is.</param>
/// <param name="Typed">What was refused.</param>
/// <param name="Refusal">Why.</param>
internal sealed record PersonDirectory(User Person, DirectoryLink? Link, bool IsOn, string? Typed = null, string? Refusal = null);
