using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectMe.Load;

/// <summary>Start-up, idle memory and the call log of 50 calls, of a published Host with a PostgreSQL of its own.</summary>
internal static partial class PagesLoad
{
    const int Calls = 50;
    const int Renders = 300;

    public static async Task Run(string host)
    {
        var data = Directory.CreateTempSubdirectory("connectme-load-");
        // Started by root, PostgreSQL has a user of its own, who must be able to pass.
        File.SetUnixFileMode(data.FullName, data.UnixFileMode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            TimeSpan first;
            await using (var empty = await HostProcess.Start(host, data.FullName))
            {
                first = empty.StartUp;
            }

            Journal(Path.Combine(data.FullName, "telephony", "journal"));
            await using var running = await HostProcess.Start(host, data.FullName);
            Console.WriteLine("| figure | value |\n| --- | --- |");
            Print("start-up to first page, empty data folder", first.TotalSeconds, "s");
            Print("start-up to first page, existing database", running.StartUp.TotalSeconds, "s");
            await Wait(TimeSpan.FromSeconds(15));
            Print("idle memory of the Host after 15 s", running.Megabytes, "MB");
            await Render(running.Url);
            Print("memory of the Host after that", running.Megabytes, "MB");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>Calls of Anna with everybody, as an earlier run of the server would have left them; the Host takes them up when it starts.</summary>
    static void Journal(string folder)
    {
        using var journal = new CallJournal(folder, long.MaxValue, NullLogger<CallJournal>.Instance);
        var people = DemoCompany.People;
        for (var i = 0; i < Calls; i++)
        {
            var (anna, other) = (people[0], people[1 + i % (people.Count - 1)]);
            var (caller, callee) = i % 3 == 0 ? (anna, other) : (other, anna);
            var (id, at) = (Guid.NewGuid(), new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).AddMinutes(7 * i));
            var company = new CompanyId(DemoCompany.Id);
            journal.Append(
                company,
                new CallPlaced(id, at, caller.UserId, caller.Name, caller.Extension, callee.Extension, callee.UserId, callee.Name)
            );
            if (i % 4 != 0)
            {
                journal.Append(company, new CallAnswered(id, at.AddSeconds(5), callee.UserId));
            }
            journal.Append(company, new CallEnded(id, at.AddSeconds(95), i % 4 == 0 ? CallOutcome.NoAnswer : CallOutcome.Completed));
        }
    }

    static async Task Render(Uri url)
    {
        using var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        await SignIn(client);
        var rows = 0;
        for (var i = 0; i < 100 && rows < Calls; i++)
        {
            rows = Row().Count(await Text(client, "/calls"));
            await Wait(TimeSpan.FromMilliseconds(100));
        }

        var times = new double[Renders];
        var bytes = 0;
        for (var i = 0; i < Renders; i++)
        {
            var start = Stopwatch.GetTimestamp();
            bytes = (await client.GetByteArrayAsync(new Uri("/calls", UriKind.Relative))).Length;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        Print($"call log with {rows} rows, median of {Renders}", times[Renders / 2], "ms");
        Print("the same, 95th percentile", times[Renders * 95 / 100], "ms");
        Print("the same, compressed", bytes / 1024.0, "KB");
    }

    internal static async Task SignIn(HttpClient client)
    {
        var token = Token().Match(await Text(client, "/sign-in")).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["Name"] = DemoCompany.People[0].UserName,
                ["password"] = DemoCompany.Password,
                ["__RequestVerificationToken"] = token,
            }
        );
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
    }

    internal static async Task<string> Text(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("identity");
        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    static async Task Wait(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    internal static void Print(string figure, double value, string unit) =>
        Console.WriteLine(FormattableString.Invariant($"| {figure} | {value:F2} {unit} |"));

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("id=\"logged-", RegexOptions.None, 1000)]
    private static partial Regex Row();
}
