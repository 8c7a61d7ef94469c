using System.Globalization;
using ConnectMe.Fuzz;
using SharpFuzz;

// ConnectMe.Fuzz all|TARGET SECONDS [SEED]   the seeded mutations, so long for each target
// ConnectMe.Fuzz corpus TARGET FOLDER        writes the target's corpus as files, to start afl-fuzz from
// ConnectMe.Fuzz afl TARGET                  reads messages from afl-fuzz
switch (args)
{
    case ["afl", var name]:
        FuzzTarget? fuzzed = null;
        Fuzzer.OutOfProcess.Run(stream =>
        {
            // Not before: what is instrumented has nowhere to write its trace until the fuzzer runs.
            fuzzed ??= FuzzTarget.Of(name);
            using var message = new MemoryStream();
            stream.CopyTo(message);
            fuzzed.Handle(message.ToArray());
        });
        fuzzed?.Dispose();
        return 0;

    case ["corpus", var name, var folder]:
        Directory.CreateDirectory(folder);
        using (var target = FuzzTarget.Of(name))
        {
            for (var i = 0; i < target.Corpus.Count; i++)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{name}-{i}"), target.Corpus[i]);
            }
        }

        return 0;

    case [var which, var seconds, .. var rest]
        when rest.Length < 2 && double.TryParse(seconds, CultureInfo.InvariantCulture, out var length):
        var seed = rest is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        var failed = false;
        foreach (var name in which == "all" ? FuzzTarget.Names : [which])
        {
            var outcome = FuzzRun.Of(name, seed, TimeSpan.FromSeconds(length));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -5} seed {seed}: {outcome.Messages, 10} messages, {100.0 * outcome.WellFormed / Math.Max(1, outcome.Messages):F0} % well-formed, at most {outcome.MostAllocatedPerByte:F1} bytes allocated per byte, slowest {outcome.Slowest.TotalMilliseconds:F1} ms"
                )
            );
            if (outcome.Failure is { } failure)
            {
                Console.Error.WriteLine(failure);
                failed = true;
            }
        }

        return failed ? 1 : 0;

    default:
        Console.Error.WriteLine(
            $"usage: ConnectMe.Fuzz all|{string.Join('|', FuzzTarget.Names)} SECONDS [SEED] | corpus TARGET FOLDER | afl TARGET"
        );
        return 2;
}
