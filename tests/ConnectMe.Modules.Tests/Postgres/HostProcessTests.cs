using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectMe.Host.Postgres;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Postgres;

/// <summary>The Host as administrators run it.</summary>
public sealed class HostProcessTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Killed_it_finds_its_database_again_and_stopped_it_leaves_nothing_running()
    {
        int pid;
        using (var first = new HostProcess("--data", _folder.Path, "--demo"))
        {
            await first.Listening;
            pid = PostmasterPid.Read(Cluster)!.Pid;
            await first.Kill();
        }

        Assert.True(HostProcess.IsAlive(pid)); // the server outlives its Host

        using var second = new HostProcess("--data", _folder.Path, "--demo");
        using var http = new HttpClient { BaseAddress = await second.Listening };
        using var ready = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var server = PostmasterPid.Read(Cluster)!;
        var exit = await second.Stop();

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(pid, server.Pid);
        Assert.Equal(0, exit);
        Assert.False(HostProcess.IsAlive(pid));
        Assert.False(Directory.Exists(server.SocketFolder));
    }

    [Fact]
    public async Task Two_start_at_once_on_one_machine_and_a_second_on_the_same_data_is_refused()
    {
        using var otherFolder = new TemporaryFolder();
        using var one = new HostProcess("--data", _folder.Path, "--demo");
        using var two = new HostProcess("--data", otherFolder.Path, "--demo");
        var addresses = await Task.WhenAll(one.Listening, two.Listening);
        using var third = new HostProcess("--data", _folder.Path);
        var refused = await third.End();
        await Task.WhenAll(one.Stop(), two.Stop());

        Assert.NotEqual(addresses[0], addresses[1]);
        Assert.Equal(1, refused);
        Assert.Contains("Another ConnectMe uses the data folder", third.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", third.Output, StringComparison.Ordinal); // words, not a stack
    }

    [Fact]
    [Spec("R1")]
    public async Task A_database_that_is_killed_is_started_again_and_stops_with_its_Host()
    {
        using var host = new HostProcess("--data", _folder.Path, "--demo");
        using var http = new HttpClient { BaseAddress = await host.Listening };
        var killed = PostmasterPid.Read(Cluster)!;
        await Ready(http);

        using (var kill = System.Diagnostics.Process.Start("/bin/kill", ["-KILL", $"{killed.Pid}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.Is(() => PostmasterPid.Read(Cluster) is { } now && now.Pid != killed.Pid && now.IsRunning(Cluster));
        await Ready(http);
        var again = PostmasterPid.Read(Cluster)!;
        Assert.Equal(killed.SocketFolder, again.SocketFolder);
        await host.Says("The database has ended by itself");
        Assert.Equal(0, await host.Stop());
        Assert.False(HostProcess.IsAlive(again.Pid));
    }

    [Fact]
    [Spec("A1-01", "A12-06")]
    public async Task An_empty_installation_tells_its_one_time_code_and_no_other_secret()
    {
        using var host = new HostProcess("--data", _folder.Path, "--Log:Format=json");
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = await host.Listening };
        await Ready(http);
        var code = "";
        await Eventually.Is(() => (code = Regex.Match(host.Output, "\"Token\":\"([0-9a-f]{32})\"").Groups[1].Value).Length > 0);
        var browser = new Browser(http);
        var page = await browser.Open("/set-up");
        foreach (
            var said in new Dictionary<string, string>[]
            {
                new() { ["Step"] = "Token", ["code"] = code },
                new()
                {
                    ["Step"] = "Administrator",
                    ["Input.Company"] = "Bakkerij Jansen",
                    ["Input.Country"] = "NL",
                    ["Input.TimeZone"] = "Europe/Amsterdam",
                    ["Input.Language"] = "nl",
                    ["Input.FirstExtension"] = "200",
                    ["Input.LastExtension"] = "299",
                    ["Input.Name"] = "Eva",
                    ["Input.UserName"] = "eva",
                    ["Input.Email"] = "eva@jansen.example",
                    ["Input.Password"] = "vier-geheime-losse-woorden",
                },
            }
        )
        {
            said["__RequestVerificationToken"] = page.Token;
            page = await browser.Post("/set-up", said) is { Status: HttpStatusCode.OK } next ? next : page;
        }

        using var other = new HttpClientHandler { AllowAutoRedirect = false };
        using var elsewhere = new HttpClient(other) { BaseAddress = http.BaseAddress };
        await new Browser(elsewhere).SignIn("eva", "vier-geheime-losse-woorden");
        await host.Says("signed in from");
        var events = host
            .Output.Split('\n')
            .Where(line => line.StartsWith('{'))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Contains(
            events,
            e => e.GetProperty("Level").GetString() == "Warning" && e.GetProperty("Properties").TryGetProperty("Token", out _)
        );
        foreach (
            var secret in handler
                .CookieContainer.GetAllCookies()
                .Concat(other.CookieContainer.GetAllCookies())
                .Select(cookie => cookie.Value)
                .Append("vier-geheime-losse-woorden")
        )
        {
            Assert.DoesNotContain(secret, host.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, await host.Stop());
    }

    static Task Ready(HttpClient http) =>
        Eventually.Is(async () =>
        {
            using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        });

    public void Dispose() => _folder.Dispose();

    string Cluster => Path.Combine(_folder.Path, "postgres");
}
