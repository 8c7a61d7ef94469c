using System.Text.RegularExpressions;

namespace ConnectMe.Architecture.Tests.Security;

/// <summary>Other programs: where a telephone system is broken into, it is often by what a shell made of a name.</summary>
public partial class ProcessTests
{
    [Fact]
    public void Programs_are_started_by_a_list_of_arguments_and_never_by_a_shell()
    {
        var starting = Source("src").Where(file => file.Text.Contains("ProcessStartInfo", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(starting);
        Assert.Empty(starting.Where(file => Shell().IsMatch(file.Text)).Select(file => file.Name));
        Assert.Empty(Source("src").Where(file => WithText().IsMatch(file.Text)).Select(file => file.Name));
    }

    internal static IEnumerable<(string Name, string Text)> Source(string folder) =>
        Repository.Files(folder, "*.cs").Select(file => (file, File.ReadAllText(Repository.PathOf(file))));

    [GeneratedRegex("UseShellExecute = true|\"(/bin/)?(ba|da|z)?sh\"|\"cmd(\\.exe)?\"|\\bArguments = ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shell();

    /// <summary>The overload that takes a program and one text of arguments.</summary>
    [GeneratedRegex("Process\\.Start\\(\\s*\"[^\"]*\"\\s*,\\s*[\"$]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithText();
}
