using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// Who signs in by the company's directory. Of them it holds the password; an administrator keeps their own beside it, as a way back when the directory
/// does not answer, knows them no more or is set wrongly.
/// </summary>
internal sealed class DirectoryLinks(IDocumentStore store)
{
    /// <returns>Null: they are not linked, or the directory is off.</returns>
    public async Task<DirectoryLink?> Of(CompanyId company, Guid user, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return await query.LoadAsync<DirectoryLink>(user, ct) is { } link && await Settings(company, ct) is { IsOn: true } ? link : null;
    }

    /// <summary>Whether a password of our own lets them in.</summary>
    public static bool HasOwnPassword(User user, DirectoryLink? link) => link is null || user.IsAdministrator;

    public async Task<DirectorySettings?> Settings(CompanyId company, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        return await query.LoadAsync<DirectorySettings>(company.Value, ct);
    }

    /// <summary>Some company here signs people in by its directory.</summary>
    public async Task<bool> AreUsed(CancellationToken ct)
    {
        await using var query = store.QuerySession();
        return await query.Query<DirectorySettings>().AnyAsync(settings => settings.IsOn, ct);
    }

    /// <summary>
    /// The directory that a name belongs to which no account here has: that of the company whose people have their e-mail there, else the only one that there is.
    /// </summary>
    public async Task<DirectorySettings?> For(string name, CancellationToken ct)
    {
        await using var query = store.QuerySession();
        var all = await query.Query<DirectorySettings>().Where(settings => settings.IsOn).ToListAsync(ct);
        return all.FirstOrDefault(settings => Covers(settings, name)) ?? (all is [var only] ? only : null);
    }

    /// <summary>People with this address get an account at their first sign-in.</summary>
    public static bool Covers(DirectorySettings settings, string email) =>
        email.LastIndexOf('@') is > 0 and var at && settings.Domains.Contains(email[(at + 1)..], StringComparer.OrdinalIgnoreCase);
}
