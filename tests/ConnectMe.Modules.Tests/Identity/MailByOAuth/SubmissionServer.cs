using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity.MailByOAuth;

/// <summary>
/// A real submission server (Dovecot of Debian) on loopback. It lets in by XOAUTH2 who has a token that <see cref="TokenServer"/> says is good, for the mailbox that
/// the token is about, and hands their mail on to another server.
/// </summary>
internal sealed class SubmissionServer : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly Process _process;

    SubmissionServer(TokenServer tokens, MailServer relay, string mechanisms)
    {
        Port = MailServer.FreePort();
        var (certificate, key) = (Path.Combine(_folder.Path, "cert.pem"), Path.Combine(_folder.Path, "key.pem"));
        File.WriteAllText(certificate, tokens.Certificate.ExportCertificatePem());
        using (var secret = tokens.Certificate.GetECDsaPrivateKey() ?? (AsymmetricAlgorithm)tokens.Certificate.GetRSAPrivateKey()!)
        {
            File.WriteAllText(key, secret.ExportPkcs8PrivateKeyPem());
        }

        var home = Directory.CreateDirectory(Path.Combine(_folder.Path, "home")).FullName;
        File.SetUnixFileMode(_folder.Path, Anybody);
        File.SetUnixFileMode(home, Anybody);
        var oauth = Write(
            "oauth2.conf",
            $"""
            introspection_mode = post
            introspection_url = {tokens.Origin}/introspect
            client_id = {TokenServer.Asker}
            client_secret = {TokenServer.AskersSecret}
            username_attribute = sub
            active_attribute = active
            active_value = true
            tls_ca_cert_file = {certificate}
            """
        );
        var settings = Write(
            "dovecot.conf",
            $$"""
            base_dir = {{_folder.Path}}/run
            state_dir = {{_folder.Path}}/run
            log_path = {{Log}}
            protocols = submission
            listen = 127.0.0.1
            hostname = localhost
            ssl = required
            ssl_cert = <{{certificate}}
            ssl_key = <{{key}}
            auth_mechanisms = {{mechanisms}}
            auth_failure_delay = 0
            passdb {
              driver = oauth2
              args = {{oauth}}
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{home}}
            }
            mail_location = maildir:{{home}}/mail
            submission_relay_host = 127.0.0.1
            submission_relay_port = {{relay.Port}}
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service submission-login {
              inet_listener submission {
                port = {{Port}}
              }
              inet_listener submissions {
                port = 0
              }
            }
            """
        );
        _process = Process.Start(new ProcessStartInfo("dovecot", ["-F", "-c", settings]) { UseShellExecute = false })!;
    }

    public int Port { get; }

    string Log => Path.Combine(_folder.Path, "log");

    public static async Task<SubmissionServer> Start(TokenServer tokens, MailServer relay, string mechanisms = "xoauth2 oauthbearer")
    {
        var server = new SubmissionServer(tokens, relay, mechanisms);
        await Eventually.Is(() => Task.FromResult(server.Answers()));
        return server;
    }

    /// <summary>What it says of itself, for a test that fails.</summary>
    public string Said => File.Exists(Log) ? File.ReadAllText(Log) : "";

    public async ValueTask DisposeAsync()
    {
        using (var stop = Process.Start("kill", [$"{_process.Id}"]))
        {
            await stop.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    bool Answers()
    {
        Assert.False(_process.HasExited, Said);
        try
        {
            using var client = new TcpClient();
            client.Connect("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }

    /// <summary>Its parts run as users of their own.</summary>
    const UnixFileMode Anybody =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;
}
