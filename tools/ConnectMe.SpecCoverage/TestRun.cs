using System.Xml.Linq;

namespace ConnectMe.SpecCoverage;

/// <param name="Name">Class and method, once for all rows of a theory.</param>
/// <param name="Passes">All rows passed, and there was at least one.</param>
internal sealed record Proof(string Name, bool Passes, bool Skipped);

/// <summary>What all test programs of one run reported, as xunit's XML.</summary>
/// <param name="Failures">What failed and why: the name, then the message in lines of their own.</param>
/// <param name="SecondTries">Tests that failed at first and passed in <c>X.second.xml</c>, with why they failed at first (docs/decisions/0008).</param>
internal sealed record TestRun(
    int Passed,
    int Failed,
    int Skipped,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> SecondTries,
    IReadOnlyDictionary<string, IReadOnlyList<Proof>> ProofsById
)
{
    const int LinesOfMessage = 12;
    const string SecondTry = ".second.xml";

    /// <summary>The methods with a failed test; null when more went wrong than tests (a fixture, a program that died).</summary>
    public static IReadOnlyList<string>? FailedMethods(string file) =>
        TryLoad(file) is not { } run || run.Descendants("error").Any() || !run.Elements("assembly").Any()
            ? null
            : [.. run.Descendants("test").Where(t => Result(t) == "Fail").Select(MethodOf).Distinct(StringComparer.Ordinal)];

    public static TestRun Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToList();
        var documents = files
            .Where(file => !file.EndsWith(SecondTry, StringComparison.Ordinal))
            .Select(file => (File: file, Root: TryLoad(file)))
            .ToList();
        var again = files
            .Where(file => file.EndsWith(SecondTry, StringComparison.Ordinal))
            .SelectMany(file => TryLoad(file)?.Descendants("test") ?? [])
            .ToLookup(test => test.Attribute("name")?.Value, StringComparer.Ordinal);
        XElement Last(XElement test) =>
            Result(test) == "Fail" && again[test.Attribute("name")?.Value].LastOrDefault() is { } second ? second : test;
        var broken = documents
            .Where(d => d.Root is null)
            .Select(d => $"{Path.GetFileNameWithoutExtension(d.File)} ended without a result")
            .ToList();

        var assemblies = documents.SelectMany(d => d.Root?.Elements("assembly") ?? []).ToList();
        var first = assemblies.Descendants("test").ToList();
        var tests = first.Select(Last).ToList();
        // An error outside a test, as in a fixture's Dispose, fails the run as a test does.
        var errors = assemblies
            .Descendants("error")
            .Select(e => Describe($"{e.Attribute("type")?.Value}: {e.Attribute("name")?.Value}", e));
        var failures = tests
            .Where(t => Result(t) == "Fail")
            .Select(t => Describe(t.Attribute("name")?.Value ?? "?", t))
            .Concat(errors)
            .Concat(broken)
            .ToList();

        var proofs = tests
            .SelectMany(test => SpecIds(test).Select(id => (Id: id, Name: NameOf(test), Result: Result(test))))
            .GroupBy(t => t.Id, StringComparer.Ordinal)
            .ToDictionary(
                byId => byId.Key,
                IReadOnlyList<Proof> (byId) =>
                    [
                        .. byId.GroupBy(t => t.Name, StringComparer.Ordinal)
                            .OrderBy(t => t.Key, StringComparer.Ordinal)
                            .Select(t => new Proof(t.Key, t.All(row => row.Result == "Pass"), t.All(row => row.Result == "Skip"))),
                    ],
                StringComparer.Ordinal
            );

        var secondTries = first
            .Where(t => Result(t) == "Fail" && Result(Last(t)) == "Pass")
            .Select(t => Describe(t.Attribute("name")?.Value ?? "?", t))
            .ToList();
        var (passed, skipped) = (tests.Count(t => Result(t) == "Pass"), tests.Count(t => Result(t) == "Skip"));
        return new(passed, failures.Count, skipped, failures, secondTries, proofs);
    }

    static string Describe(string name, XElement failed)
    {
        var why = (failed.Descendants("message").FirstOrDefault()?.Value ?? "").Split('\n').Take(LinesOfMessage);
        var where = (failed.Descendants("stack-trace").FirstOrDefault()?.Value ?? "")
            .Split('\n')
            .Where(line => line.Contains("tests/", StringComparison.Ordinal));
        var lines = why.Concat(where).Select(line => line.TrimEnd()).Where(line => line.Length > 0);
        return string.Join("\n    ", lines.Prepend(name));
    }

    static XElement? TryLoad(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (System.Xml.XmlException)
        {
            return null; // counted as a failure by the caller
        }
    }

    static string Result(XElement test) => test.Attribute("result")?.Value ?? "";

    static string MethodOf(XElement test) => $"{test.Attribute("type")?.Value}.{test.Attribute("method")?.Value}";

    static string NameOf(XElement test) => $"{test.Attribute("type")?.Value.Split('.')[^1]}.{test.Attribute("method")?.Value}";

    static IEnumerable<string> SpecIds(XElement test) =>
        test.Descendants("trait").Where(t => t.Attribute("name")?.Value == "Spec").Select(t => t.Attribute("value")?.Value ?? "");
}
