using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ConnectMe.Bench;

switch (args)
{
    case ["srtp"]:
        return Measure<SrtpBenchmark>();
    case ["codecs"]:
        return Measure<CodecBenchmark>();
    case ["relay"]:
        return Measure<RelayBenchmark>() | await RelayLoad.Run();
    case ["relay-load"]:
        return await RelayLoad.Run();
    case ["tcp"]:
        return await RelayLoad.Tcp();
    case ["mix"]:
        return Measure<MixBenchmark>();
    case ["recording"]:
        return Measure<RecordingBenchmark>();
    case ["sip"]:
        return Measure<SipBenchmark>() | RegistrarLoad.Run();
    default:
        Console.Error.WriteLine("usage: ConnectMe.Bench srtp|codecs|relay|relay-load|tcp|mix|recording|sip");
        return 2;
}

static int Measure<T>()
{
    // In this process: the figures are of the code as it was built, and nothing is generated, restored or built a second time.
    var config = ManualConfig
        .CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(12))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
        .HideColumns(Column.Job, Column.InvocationCount, Column.UnrollFactor)
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40))
        .AddLogger(NullLogger.Instance)
        .WithOption(ConfigOptions.DisableLogFile, value: true)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "connectme-bench"));

    var summary = BenchmarkRunner.Run<T>(config);
    MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Ascii);
    return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
}
