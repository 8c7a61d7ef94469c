using ConnectMe.SpecCoverage;

if (args is ["failed", var file])
{
    // What scripts/test asks for a second try: nothing when more went wrong than tests.
    Console.Write(string.Concat((TestRun.FailedMethods(file) ?? []).Select(method => $"{method}\n")));
    return 0;
}
if (args is not [var results, var docs])
{
    Console.Error.WriteLine("usage: ConnectMe.SpecCoverage <folder with xunit xml files> <docs folder> | failed <xunit xml file>");
    return 2;
}

var run = TestRun.Read(results);
var statements = Statement.ReadAll(docs);
var scope = Scope.Read(Path.Combine(docs, "spec", "scope.txt"), statements);
var report = new CoverageReport(statements, scope, run);
File.WriteAllText(Path.Combine(docs, "spec-coverage.md"), report.ToMarkdown());

foreach (var test in run.SecondTries)
{
    Console.WriteLine($"PASSED AT THE SECOND TRY ONLY {test}");
}
foreach (var failure in run.Failures)
{
    Console.WriteLine($"FAILED {failure}");
}
foreach (var unknown in report.UnknownIds)
{
    Console.WriteLine($"FAILED a test or docs/spec/scope.txt names {unknown}, which is no statement of docs/spec or docs/reliability.md");
}
Console.WriteLine($"{report.Proved} of {scope.Count} statements in scope are proved: docs/spec-coverage.md");

var failed = run.Failed + report.UnknownIds.Count;
Console.WriteLine($"{run.Passed} passed, {failed} failed, {run.Skipped} skipped");
return failed == 0 && run.Passed > 0 ? 0 : 1;
