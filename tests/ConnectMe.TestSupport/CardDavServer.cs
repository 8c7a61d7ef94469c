using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ConnectMe.TestSupport;

/// <summary>A real CardDAV server (Radicale of Debian) on loopback, with one user and what is put into their address books.</summary>
public sealed class CardDavServer : IAsyncDisposable
{
    public const string User = "sanne";
    public const string Password = "geheim-adresboek";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string _folder = Directory.CreateTempSubdirectory("connectme-carddav-").FullName;
    readonly HttpClient _http;
    readonly Process _process;

    CardDavServer(int port)
    {
        File.WriteAllText(Path.Combine(_folder, "users"), $"{User}:{Password}\n");
        File.WriteAllText(
            Path.Combine(_folder, "config"),
            $"""
            [server]
            hosts = 127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}
            [auth]
            type = htpasswd
            htpasswd_filename = {Path.Combine(_folder, "users")}
            htpasswd_encryption = plain
            delay = 0
            [storage]
            filesystem_folder = {Path.Combine(_folder, "collections")}
            """
        );
        Address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        // It closes after each answer without a word of it.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))
        );
        _process = Process.Start(
            new ProcessStartInfo("radicale", ["--config", Path.Combine(_folder, "config")]) { UseShellExecute = false }
        )!;
    }

    /// <summary>Of the server; its address books are below.</summary>
    public Uri Address { get; }

    public static async Task<CardDavServer> Start()
    {
        var server = new CardDavServer(MailServer.FreePort());
        var waited = Stopwatch.StartNew();
        while (!await server.Answers())
        {
            if (server._process.HasExited || waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"No CardDAV server at {server.Address}, ended: {server._process.HasExited}");
            }
        }

        await server.Ask(
            "MKCOL",
            $"/{User}/contacts/",
            """<mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><c:addressbook/></resourcetype></prop></set></mkcol>""",
            "application/xml"
        );
        return server;
    }

    /// <summary>A card of this address book, new or in place of the one of the same id.</summary>
    public Task Put(string id, string lines) =>
        Ask(
            "PUT",
            $"/{User}/contacts/{id}.vcf",
            $"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{id}\r\n{lines.ReplaceLineEndings("\r\n")}\r\nEND:VCARD\r\n",
            "text/vcard"
        );

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    async Task Ask(string method, string path, string body, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, type) };
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    async Task<bool> Answers()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("/", UriKind.Relative));
            return response.StatusCode is not HttpStatusCode.ServiceUnavailable;
        }
        catch (HttpRequestException)
        {
            await Task.Yield();
            return false;
        }
    }
}
