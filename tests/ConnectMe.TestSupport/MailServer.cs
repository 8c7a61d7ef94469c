using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectMe.TestSupport;

/// <summary>A real mail server (aiosmtpd of Debian) on loopback, that keeps what it takes in a Maildir.</summary>
public sealed class MailServer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string _folder = Directory.CreateTempSubdirectory("connectme-mail-").FullName;
    readonly Process _process;

    MailServer(int port, IEnumerable<string> options)
    {
        Port = port;
        string[] arguments =
        [
            "-n",
            "-l",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            .. options,
            "-c",
            "aiosmtpd.handlers.Mailbox",
            Path.Combine(_folder, "box"),
        ];
        _process = Process.Start(new ProcessStartInfo("aiosmtpd", arguments) { UseShellExecute = false })!;
    }

    public int Port { get; }

    /// <summary>A port nobody listens on, for a server that comes later.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="options">Of the program, such as --tlscert.</param>
    public static async Task<MailServer> Start(int? port = null, params string[] options)
    {
        var server = new MailServer(port ?? FreePort(), options);
        await Until(server.Answers, () => $"No mail server on {server.Port}, ended: {server._process.HasExited}");
        return server;
    }

    /// <summary>All mail it took, as it came, oldest first.</summary>
    public IReadOnlyList<string> Mails()
    {
        var folder = Path.Combine(_folder, "box", "new");
        return Directory.Exists(folder)
            ?
            [
                .. new DirectoryInfo(folder)
                    .GetFiles()
                    .OrderBy(file => file.LastWriteTimeUtc)
                    .Select(file => File.ReadAllText(file.FullName)),
            ]
            : [];
    }

    /// <summary>The first mail it took, or takes soon, in which this stands.</summary>
    public async Task<string> Mail(string text)
    {
        string? found = null;
        await Until(
            () => (found = Mails().FirstOrDefault(mail => mail.Contains(text, StringComparison.Ordinal))) is not null,
            () => $"No mail with {text}, but:\n{string.Join("\n---\n", Mails())}"
        );
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static async Task Until(Func<bool> isSo, Func<string> otherwise)
    {
        using var end = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!isSo())
        {
            try
            {
                await timer.WaitForNextTickAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                Xunit.Assert.Fail(otherwise());
            }
        }
    }
}
