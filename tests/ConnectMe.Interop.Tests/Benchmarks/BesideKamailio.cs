using System.Globalization;
using ConnectMe.Interop.Tests.Load;
using ConnectMe.Interop.Tests.Peers;

namespace ConnectMe.Interop.Tests.Benchmarks;

/// <summary>
/// CPU time of registrations and of calls, ours beside Kamailio's as registrar and stateful proxy, by the same sipp in alternating rounds. What the idle
/// program uses in the same time is taken off. Only by scripts/bench.
/// </summary>
public sealed class BesideKamailio(ITestOutputHelper output)
{
    const int Rounds = 3;

    /// <summary>As many times the work of a round: the runtime compiles what is used often once more.</summary>
    const int WarmUp = 8;
    const int Registrations = 2000;
    const int RegistrationsPerSecond = 400;
    const int Calls = 320;
    const int CallsPerSecond = 40;
    const int CallsUp = 200;
    const string Caller = BusyCompany.Provider;
    const string Telephone = "31612345678";

    /// <summary>sipp's random tags and a late timer are no fault of who is measured.</summary>
    const double Enough = 0.98;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact(Explicit = true)]
    public async Task Registrations_and_calls()
    {
        await using var company = await BusyCompany.Open(1000, "Sip:MostCallsPerSecond=1000");
        var port = FreePorts.Take(4); // the second is not the customer's, whom Kamailio does not ask for a password
        await using var kamailio = await Kamailio.Start($"{Caller}:{port}");
        await using var answering = await Answering(company.Folder, kamailio);
        string[] numbers = ["-inf", "numbers.csv", "-d", "100"];
        string[] telephone = ["-inf", "telephone.csv", "-d", "100"];
        var (ours, theirs) = (company.Pbx.ProcessId, kamailio.ProcessId);
        var server = string.Create(CultureInfo.InvariantCulture, $"{Kamailio.Address}:{kamailio.Port}");
        output.WriteLine(
            "| round | calls, ours | calls, Kamailio | registrations, ours | registrations, Kamailio | (CPU time of each, in microseconds)"
        );
        output.WriteLine("| --- | --- | --- | --- | --- |");
        await Measure("calls", port, company.Pbx.Registrar, ours, WarmUp * Calls, 2 * CallsPerSecond, numbers);
        for (var round = 0; round <= Rounds; round++)
        {
            var figures = new[]
            {
                await Measure("calls", port, company.Pbx.Registrar, ours, Calls, CallsPerSecond, numbers),
                await Measure("calls", port, server, theirs, Calls, CallsPerSecond, telephone),
                await Measure(
                    "register",
                    port + 2,
                    company.Pbx.Registrar,
                    ours,
                    Registrations,
                    RegistrationsPerSecond,
                    ["-inf", "accounts.csv"]
                ),
                await Measure("register", port + 2, server, theirs, Registrations, RegistrationsPerSecond, ["-inf", "telephones.csv"]),
            };
            var name = round == 0 ? "to warm up" : Text(round);
            output.WriteLine($"| {name} | {string.Join(" | ", figures.Select(figure => Text((int)figure.TotalMicroseconds)))} |");
        }

        async Task<TimeSpan> Measure(string scenario, int from, string to, int process, int count, int perSecond, string[] arguments)
        {
            var seconds = TimeSpan.FromSeconds((double)count / perSecond);
            var idle = CpuTime.Of(process);
            using (var timer = new PeriodicTimer(seconds))
            {
                await timer.WaitForNextTickAsync();
            }

            var before = CpuTime.Of(process);
            idle = before - idle;
            var statistics = Path.Combine(company.Folder, $"{Guid.NewGuid():n}");
            await using var callers = new Callers(
                Sipp.Start(
                    scenario,
                    company.Folder,
                    Caller,
                    from,
                    [
                        .. arguments,
                        "-r",
                        Text(perSecond),
                        "-m",
                        Text(count),
                        "-timeout",
                        "60",
                        "-trace_stat",
                        "-stf",
                        statistics + "-figures",
                        to,
                    ]
                ),
                statistics
            );
            await callers.End((int)seconds.TotalSeconds);
            var used = CpuTime.Of(process) - before - idle;
            Assert.True(callers.Figures.Successful >= Enough * count, $"{scenario} to {to}: {callers.Figures}\n{company.Pbx.Log}");
            return used / callers.Figures.Successful;
        }
    }

    [Fact(Explicit = true)]
    public async Task Memory_of_calls()
    {
        await using var company = await BusyCompany.Open(1000, "Sip:MostCallsPerSecond=1000");
        await company.Call(25, 20, 1000); // to warm up
        var before = await Held.By(company);
        var calls = company.Call(CallsPerSecond, CallsUp / CallsPerSecond, heldMilliseconds: 20_000);
        var up = before;
        await Patience.Until(
            async () => (up = await Held.By(company)).Legs >= CallsUp * 2 * 0.95,
            () => $"{before} before, {up} now\n{company.Pbx.Log}"
        );
        await calls;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{up.Legs / 2} calls up: {before.Megabytes:F0} -> {up.Megabytes:F0} MB, {1024 * (up.Megabytes - before.Megabytes) / (up.Legs / 2):F0} KB each"
            )
        );
    }

    /// <summary>A telephone behind Kamailio, and as many that only register.</summary>
    static async Task<PeerProcess> Answering(string folder, Kamailio kamailio)
    {
        var port = FreePorts.Take(4);
        var telephones = Enumerable.Range(0, BusyCompany.People).Select(i => $"3161000{i + 1000}");
        await File.WriteAllTextAsync(Path.Combine(folder, "telephone.csv"), $"SEQUENTIAL\n{Telephone};\n");
        await File.WriteAllLinesAsync(Path.Combine(folder, "telephones.csv"), ["SEQUENTIAL", .. telephones.Select(Account)]);
        await File.WriteAllTextAsync(Path.Combine(folder, "account.csv"), $"SEQUENTIAL\n{Account(Telephone)}\n");
        await using var registering = Sipp.Start(
            "register",
            folder,
            "127.0.0.6",
            port,
            "-inf",
            "account.csv",
            "-m",
            "1",
            "-timeout",
            "20",
            string.Create(CultureInfo.InvariantCulture, $"{Kamailio.Address}:{kamailio.Port}")
        );
        Assert.True(await registering.End(Limit) == 0, registering.Output);
        return Sipp.Start("answers", folder, "127.0.0.6", port, "-mp", Text(port + 2));
    }

    static string Account(string number) => $"{number};{number};[authentication username={number} password=pw{number}]";

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
