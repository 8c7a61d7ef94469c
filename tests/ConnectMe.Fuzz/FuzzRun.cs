using System.Diagnostics;

namespace ConnectMe.Fuzz;

/// <summary>What came of one run: counts, and the first thing that was wrong, with the message to see it again by.</summary>
/// <param name="Failure">Null: nothing was.</param>
/// <param name="MostAllocatedPerByte">The highest ratio seen, short messages counted as <see cref="FuzzRun.Least"/> bytes.</param>
public sealed record FuzzOutcome(long Messages, long WellFormed, double MostAllocatedPerByte, TimeSpan Slowest, string? Failure);

/// <summary>Feeds a target mutated messages for a time: no exception, nothing that takes long, and no small message that makes us take much memory (H2).</summary>
public static class FuzzRun
{
    public const int MostAllocatedPerByte = 64;

    /// <summary>What a message may cost as if it were so long, however short it is.</summary>
    public const int Least = 256;

    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <param name="atLeast">So many messages also when that takes longer: on a busy machine the time is a matter of luck.</param>
    public static FuzzOutcome Of(string target, int seed, TimeSpan time, long atLeast = 0)
    {
        using var fuzzed = FuzzTarget.Of(target);
        WarmUp(fuzzed);
        var mutations = new Mutations(fuzzed, seed);
        var (began, wellFormed, ratio, slowest) = (Stopwatch.GetTimestamp(), 0L, 0.0, TimeSpan.Zero);
        for (var i = 0L; ; i++)
        {
            if (i >= atLeast && Stopwatch.GetElapsedTime(began) >= time)
            {
                return new(i, wellFormed, ratio, slowest, Failure: null);
            }

            var message = mutations.Next();
            var once = Measure(fuzzed, message);
            wellFormed += once.IsWellFormed ? 1 : 0;
            ratio = Math.Max(ratio, once.Ratio);
            slowest = once.Took > slowest ? once.Took : slowest;
            var wrong =
                once.Exception is { } exception ? exception.ToString()
                : once.Ratio > MostAllocatedPerByte ? $"{once.Ratio:F0} bytes allocated for each of its {message.Length}"
                : once.IsSlow && IsSlowAgain(target, seed, i) ? $"it took {once.Took.TotalMilliseconds:F0} ms, twice"
                : null;
            if (wrong is not null)
            {
                return new(
                    i + 1,
                    wellFormed,
                    ratio,
                    slowest,
                    $"{target}, seed {seed}, message {i}: {Convert.ToBase64String(message)}\n{wrong}"
                );
            }
        }
    }

    static Measured Measure(FuzzTarget target, byte[] message)
    {
        var mine = message.ToArray();
        target.Prepare();
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (isWellFormed, exception) = (false, (Exception?)null);
        try
        {
            isWellFormed = target.Handle(mine);
        }
        catch (Exception thrown) // whatever it is, it is what we are looking for
        {
            exception = thrown;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var took = Stopwatch.GetElapsedTime(start);
        // A machine that stands still for a while is not our doing: we must have worked for so long too.
        var isSlow = took >= Longest && Environment.CpuUsage.TotalTime - cpu >= Longest;
        try
        {
            target.Check(message);
        }
        catch (Exception thrown)
        {
            exception ??= thrown;
        }

        return new(isWellFormed, (double)allocated / Math.Max(Least, message.Length + target.Envelope), took, isSlow, exception);
    }

    /// <summary>All again from the seed, to the same message in the same state.</summary>
    static bool IsSlowAgain(string target, int seed, long index)
    {
        using var again = FuzzTarget.Of(target);
        WarmUp(again);
        var mutations = new Mutations(again, seed);
        for (var i = 0L; i < index; i++)
        {
            Measure(again, mutations.Next());
        }

        return Measure(again, mutations.Next()).IsSlow;
    }

    /// <summary>What is compiled, and what each codec takes once, is no message's cost.</summary>
    static void WarmUp(FuzzTarget target)
    {
        var random = new Random(1);
        for (var round = 0; round < 20; round++)
        {
            foreach (var message in target.Corpus)
            {
                target.Prepare();
                target.Handle(target.Mend(message.ToArray(), random));
            }
        }
    }

    readonly record struct Measured(bool IsWellFormed, double Ratio, TimeSpan Took, bool IsSlow, Exception? Exception);
}
