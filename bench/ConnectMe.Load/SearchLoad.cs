using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectMe.Load;

/// <summary>The search of the top bar and the first page of contacts, over HTTP, of a published Host whose user imported 50,000 contacts.</summary>
internal static partial class SearchLoad
{
    const int Contacts = 50_000;
    const int OfAFile = 12_500;
    const int Times = 200;

    public static async Task Run(string host)
    {
        var data = Directory.CreateTempSubdirectory("connectme-load-");
        File.SetUnixFileMode(data.FullName, data.UnixFileMode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            await using var running = await HostProcess.Start(host, data.FullName);
            using var client = new HttpClient { BaseAddress = running.Url, Timeout = TimeSpan.FromMinutes(2) };
            await PagesLoad.SignIn(client);
            Console.WriteLine("| figure | value |\n| --- | --- |");
            var began = Stopwatch.GetTimestamp();
            for (var from = 0; from < Contacts; from += OfAFile)
            {
                await Import(client, from);
            }

            PagesLoad.Print(
                $"import of {Contacts} contacts in {Contacts / OfAFile} files",
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                "s"
            );
            foreach (var (what, path) in Wanted)
            {
                await Measure(client, what, path);
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    static readonly (string What, string Path)[] Wanted =
    [
        ("first page of contacts", "/contacts"),
        ("search, a name", "/search?q=achternaam4711x"),
        ("search, name and company", "/search?q=voornaam7%20bedrijf11"),
        ("search, a number", "/search?q=0201004711"),
        ("search, one letter", "/search?q=v"),
        ("search, misspelt and all resemble it", "/search?q=achternam4711x"),
        ("search, misspelt and nobody is meant", "/search?q=qqqqqqqq"),
    ];

    static async Task Measure(HttpClient client, string what, string path)
    {
        var times = new double[Times];
        for (var i = -10; i < Times; i++) // the first ones are not counted: code is compiled
        {
            var start = Stopwatch.GetTimestamp();
            await PagesLoad.Text(client, path);
            times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        PagesLoad.Print($"{what}, median of {Times}", times[Times / 2], "ms");
        PagesLoad.Print("the same, 95th percentile", times[Times * 95 / 100], "ms");
    }

    static async Task Import(HttpClient client, int from)
    {
        var token = Token().Match(await PagesLoad.Text(client, "/contacts/import")).Groups["token"].Value;
        var file = new StringBuilder("Voornaam;Achternaam;Organisatie;Werk\n");
        for (var number = from; number < from + OfAFile; number++)
        {
            file.Append(
                CultureInfo.InvariantCulture,
                $"Voornaam{number % 97};Achternaam{number}x;Bedrijf{number % 1013};+3120{1_000_000 + number}\n"
            );
        }

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(file.ToString())), "file", "klanten.csv" },
        };
        await Post(client, "/contacts/import", form, token);
        await Post(client, "/contacts/import/confirm", content: null, token);
    }

    static async Task Post(HttpClient client, string path, HttpContent? content, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Add("HX-Request", "true");
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [GeneratedRegex("""<meta name="csrf" content="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
