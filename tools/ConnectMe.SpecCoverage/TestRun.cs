using System.Xml.Linq;

namespace ConnectMe.SpecCoverage;

/// <param name="Name">Class and method, once for all rows of a theory.</param>
/// <param name="Passes">All rows passed, and there was at least one.</param>
internal sealed record Proof(string Name, bool Passes, bool Skipped);

/// <summary>What all test programs of one run reported, as xunit's XML.</summary>
internal sealed record TestRun(
    int Passed,
    int Failed,
    int Skipped,
    IReadOnlyList<string> Failures,
    IReadOnlyDictionary<string, IReadOnlyList<Proof>> ProofsById
)
{
    public static TestRun Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).ToList();
        var documents = files.Select(file => (File: file, Root: TryLoad(file))).ToList();
        var broken = documents
            .Where(d => d.Root is null)
            .Select(d => $"{Path.GetFileNameWithoutExtension(d.File)} ended without a result")
            .ToList();

        var assemblies = documents.SelectMany(d => d.Root?.Elements("assembly") ?? []).ToList();
        var tests = assemblies.Descendants("test").ToList();
        // An error outside a test, as in a fixture's Dispose, fails the run as a test does.
        var errors = assemblies.Descendants("error").Select(e => $"{e.Attribute("type")?.Value}: {e.Attribute("name")?.Value}").ToList();
        var failures = tests
            .Where(t => Result(t) == "Fail")
            .Select(t => t.Attribute("name")?.Value ?? "?")
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

        return new(tests.Count(t => Result(t) == "Pass"), failures.Count, tests.Count(t => Result(t) == "Skip"), failures, proofs);
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

    static string NameOf(XElement test) => $"{test.Attribute("type")?.Value.Split('.')[^1]}.{test.Attribute("method")?.Value}";

    static IEnumerable<string> SpecIds(XElement test) =>
        test.Descendants("trait").Where(t => t.Attribute("name")?.Value == "Spec").Select(t => t.Attribute("value")?.Value ?? "");
}
