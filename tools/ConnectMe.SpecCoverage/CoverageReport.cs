using System.Text;

namespace ConnectMe.SpecCoverage;

/// <summary>docs/spec-coverage.md: which test proves which statement. Holds no time and no figure that changes from run to run.</summary>
internal sealed class CoverageReport(Dictionary<string, Statement> statements, IReadOnlySet<string> scope, TestRun run)
{
    public IReadOnlyList<string> UnknownIds { get; } =
    [
        .. run
            .ProofsById.Keys.Concat(scope)
            .Distinct(StringComparer.Ordinal)
            .Where(id => !statements.ContainsKey(id))
            .Order(StringComparer.Ordinal),
    ];

    public int Proved => scope.Count(IsProved);

    public string ToMarkdown()
    {
        var text = new StringBuilder(
            """
            # What the tests prove

            Written by `scripts/test` from the statements in `docs/spec` and `docs/reliability.md`, the list `docs/spec/scope.txt` of what is
            claimed by now, and the `[Spec]` traits of the tests. Do not edit.


            """
        );
        text.Append($"{Proved} of the {scope.Count} statements in scope are proved.\n");
        Section(text, "In scope, not proved", Ordered(scope.Where(id => !IsProved(id))));
        Section(text, "In scope, proved", Ordered(scope.Where(IsProved)));
        Section(text, "Touched before their turn", Ordered(run.ProofsById.Keys.Where(id => !scope.Contains(id))));
        return text.ToString();
    }

    bool IsProved(string id) => run.ProofsById.TryGetValue(id, out var proofs) && proofs.Count > 0 && proofs.All(proof => proof.Passes);

    /// <summary>In the order of the documents.</summary>
    List<Statement> Ordered(IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return [.. statements.Values.Where(statement => wanted.Contains(statement.Id))];
    }

    void Section(StringBuilder text, string title, List<Statement> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        text.Append($"\n## {title}\n\n| id | statement | tests |\n| --- | --- | --- |\n");
        foreach (var row in rows)
        {
            text.Append($"| {row.Id} | {row.Text} | {Tests(row.Id)} |\n");
        }
    }

    string Tests(string id) =>
        run.ProofsById.TryGetValue(id, out var proofs) ? string.Join("<br>", proofs.Select(proof => $"{proof.Name}{Mark(proof)}")) : "none";

    static string Mark(Proof proof) =>
        proof switch
        {
            { Passes: true } => "",
            { Skipped: true } => " (skipped)",
            _ => " (FAILS)",
        };
}
