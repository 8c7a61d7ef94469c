using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// A company's directory, whichever of its servers answers. Servers are tried in their order; one that did not answer comes last for a minute, so that
/// people do not wait for it again and again.
/// </summary>
internal sealed class CompanyDirectory(DirectorySecrets secrets, TimeProvider time, ILogger<CompanyDirectory> log) : IDisposable
{
    readonly ConcurrentDictionary<DirectoryServer, DateTimeOffset> _away = new();
    readonly SemaphoreSlim _conversations = new(AtOnce);

    /// <summary>Asks the first server that can be asked.</summary>
    /// <exception cref="DirectoryAwayException">None can.</exception>
    public async Task<T> Ask<T>(DirectorySettings settings, Func<DirectoryVisit, Task<T>> ask, CancellationToken ct)
    {
        await _conversations.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            DirectoryAwayException? last = null;
            foreach (var server in settings.Servers.OrderBy(one => _away.TryGetValue(one, out var until) && now < until))
            {
                try
                {
                    var answer = await At(server, settings, ask, ct);
                    _away.TryRemove(server, out _);
                    return answer;
                }
                catch (DirectoryAwayException away)
                {
                    last = away;
                    _away[server] = time.GetUtcNow() + Rest;
                    log.ServerAway(settings.Id, server, away.Fault.Kind, away.Fault.About, away.Fault.Detail);
                }
            }

            throw last ?? new DirectoryAwayException(new DirectoryFault(DirectoryFaultKind.NotSet));
        }
        finally
        {
            _conversations.Release();
        }
    }

    /// <summary>This server and no other.</summary>
    public async Task<T> At<T>(DirectoryServer server, DirectorySettings settings, Func<DirectoryVisit, Task<T>> ask, CancellationToken ct)
    {
        var password =
            secrets.Read(settings.ProtectedPassword) ?? throw new DirectoryAwayException(new DirectoryFault(DirectoryFaultKind.SecretLost));
        await using var connection = await DirectoryConnection.Open(server, settings.Security, settings.TrustedCertificates, ct);
        var visit = new DirectoryVisit(connection, settings, server, time.GetUtcNow());
        await visit.SignIn(password, ct);
        return await ask(visit);
    }

    /// <summary>Looks at one server: it answers, is trusted, lets the account in and has the base.</summary>
    /// <returns>Null: all of that.</returns>
    public async Task<DirectoryFault?> Look(DirectoryServer server, DirectorySettings settings, CancellationToken ct)
    {
        try
        {
            await At(
                server,
                settings,
                async visit =>
                {
                    await visit.LookAtBase(ct);
                    return true;
                },
                ct
            );
            return null;
        }
        catch (DirectoryAwayException away)
        {
            return away.Fault;
        }
    }

    public void Dispose() => _conversations.Dispose();

    static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    const int AtOnce = 16;
}
