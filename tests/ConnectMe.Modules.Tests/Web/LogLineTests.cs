using ConnectMe.Host;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ConnectMe.Modules.Tests.Web;

public class LogLineTests
{
    [Theory]
    [InlineData("a\r\n[2026-01-01T00:00:00Z INF] x", "a\\u000d\\u000a[2026-01-01T00:00:00Z INF] x")]
    [InlineData("\u001b[2Jgone", "\\u001b[2Jgone")]
    [InlineData("\u202egnp.exe", "\\u202egnp.exe")]
    [InlineData("a\u2028b\0c", "a\\u2028b\\u0000c")]
    [InlineData("Zoë Müller 📞", "Zoë Müller 📞")]
    public void What_comes_from_outside_stays_within_its_line(string said, string written) =>
        Assert.EndsWith($" Agent {written}\n", Written(log => log.Warning("Agent {Agent:l}", said)), StringComparison.Ordinal);

    [Fact]
    public void The_lines_of_an_exception_are_set_in()
    {
        var lines = Written(log => log.Error(new InvalidOperationException("one\n[2026-01-01T00:00:00Z INF] two"), "Failed"))
            .TrimEnd()
            .Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    static string Written(Action<ILogger> write)
    {
        var kept = new Kept();
        using var log = new LoggerConfiguration().WriteTo.Sink(kept).CreateLogger();
        write(log);
        using var text = new StringWriter { NewLine = "\n" };
        new LogLine().Format(kept.Event!, text);
        return text.ToString();
    }

    sealed class Kept : ILogEventSink
    {
        public LogEvent? Event { get; private set; }

        public void Emit(LogEvent logEvent) => Event = logEvent;
    }
}
