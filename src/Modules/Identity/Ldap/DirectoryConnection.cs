using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap.Wire;

namespace ConnectMe.Identity.Ldap;

/// <summary>
/// One conversation with one server of a directory, always over TLS, one question at a time. What goes wrong with the server or on the way is a
/// <see cref="DirectoryAwayException"/>; what it answers is a value.
/// </summary>
internal sealed class DirectoryConnection : IAsyncDisposable
{
    /// <summary>For connecting, TLS included, and for each answer: somebody waits for the page.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    readonly DirectoryServer _server;
    readonly TcpClient _tcp = new() { NoDelay = true };
    Stream _stream = Stream.Null;
    int _last;

    DirectoryConnection(DirectoryServer server) => _server = server;

    public static async Task<DirectoryConnection> Open(
        DirectoryServer server,
        DirectorySecurity security,
        string? trusted,
        CancellationToken ct
    )
    {
        var connection = new DirectoryConnection(server);
        try
        {
            await connection.Guarded(patience => connection.Connect(security, trusted, patience), ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<LdapResponse.Result> Bind(string dn, string password, CancellationToken ct) =>
        Guarded(patience => Ask(id => LdapRequest.Bind(id, dn, password), patience), ct);

    /// <returns>What was found, and how the search ended.</returns>
    public Task<(IReadOnlyList<LdapEntry> Found, LdapResponse.Result End)> Search(LdapSearch search, CancellationToken ct) =>
        Guarded(patience => SearchUntilDone(search, patience), ct);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    async Task<bool> Connect(DirectorySecurity security, string? trusted, CancellationToken ct)
    {
        await _tcp.ConnectAsync(_server.Host, _server.Port, ct);
        _stream = _tcp.GetStream();
        if (security is DirectorySecurity.StartTls && await Ask(LdapRequest.StartTls, ct) is { Code: not LdapResultCode.Success } refusal)
        {
            throw new DirectoryAwayException(
                new DirectoryFault(DirectoryFaultKind.NoTls, $"{_server}", DirectoryFault.OneLine(refusal.Diagnostic))
            );
        }

        using var trust = new DirectoryTrust(_server, trusted);
        var tls = new SslStream(_stream);
        _stream = tls;
        try
        {
            await tls.AuthenticateAsClientAsync(trust.Options, ct);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            var fault = trust.WhyNot ?? new DirectoryFault(DirectoryFaultKind.NoTls, $"{_server}", DirectoryFault.OneLine(failure.Message));
            throw new DirectoryAwayException(fault, failure);
        }

        return true;
    }

    async Task<LdapResponse.Result> Ask(Func<int, byte[]> question, CancellationToken ct)
    {
        var id = await Send(question, ct);
        return await Next(id, ct) as LdapResponse.Result ?? throw new InvalidDataException("An answer to another question.");
    }

    async Task<(IReadOnlyList<LdapEntry>, LdapResponse.Result)> SearchUntilDone(LdapSearch search, CancellationToken ct)
    {
        var id = await Send(number => LdapRequest.Search(number, search), ct);
        var found = new List<LdapEntry>();
        while (true)
        {
            switch (await Next(id, ct))
            {
                case LdapResponse.Entry entry when found.Count < MostEntries:
                    found.Add(entry.Found);
                    break;
                case LdapResponse.Elsewhere:
                    break;
                case LdapResponse.Result end:
                    return (found, end);
                default:
                    throw new InvalidDataException("More entries than were asked for.");
            }
        }
    }

    async Task<int> Send(Func<int, byte[]> question, CancellationToken ct)
    {
        var id = ++_last;
        await _stream.WriteAsync(question(id), ct);
        await _stream.FlushAsync(ct);
        return id;
    }

    async Task<LdapResponse> Next(int id, CancellationToken ct)
    {
        var answer = await LdapResponse.Read(_stream, ct);
        return answer.Id == id ? answer : throw new InvalidDataException("An answer that nobody asked for."); // such as a notice of disconnection (RFC 4511 §4.4.1)
    }

    async Task<T> Guarded<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await ask(patience.Token);
        }
        catch (Exception failure) when (failure is not DirectoryAwayException && FaultOf(failure, ct) is not null)
        {
            throw new DirectoryAwayException(new DirectoryFault(FaultOf(failure, ct)!.Value, $"{_server}"), failure);
        }
    }

    /// <summary>Null: it is not the server's doing.</summary>
    static DirectoryFaultKind? FaultOf(Exception failure, CancellationToken ct) =>
        failure switch
        {
            OperationCanceledException => ct.IsCancellationRequested ? null : DirectoryFaultKind.TimedOut,
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                DirectoryFaultKind.NameUnknown,
            SocketException or IOException => DirectoryFaultKind.Unreachable,
            InvalidDataException or AsnContentException => DirectoryFaultKind.NotADirectory,
            _ => null,
        };

    const int MostEntries = 10;
}
