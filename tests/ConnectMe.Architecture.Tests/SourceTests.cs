namespace ConnectMe.Architecture.Tests;

public class SourceTests
{
    const int MostLines = 400;

    static readonly string[] Folders = ["src", "tests", "tools", "bench", "wwwroot"];

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines()
    {
        var tooLong = OurSource().Where(file => LinesOf(file) > MostLines).Select(file => $"{file}: {LinesOf(file)}");

        Assert.NotEmpty(OurSource());
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_test_is_skipped()
    {
        string[] ways = ["Skip" + " = \"", "Skip" + "=\"", "Assert." + "Skip"];

        var skipping = Files("tests", ["*.cs"]).Where(file => ContainsAny(file, ways)).ToList();

        Assert.Empty(skipping);
    }

    [Fact]
    public void Nothing_is_left_for_later_in_the_source()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "#reg" + "ion"];

        var unfinished = OurSource().Where(file => ContainsAny(file, marks)).ToList();

        Assert.Empty(unfinished);
    }

    /// <summary>Without the libraries that wwwroot/lib holds as they came.</summary>
    static IEnumerable<string> OurSource() =>
        SourceFiles("*.cs", "*.cshtml", "*.js", "*.css").Where(file => !file.StartsWith("wwwroot/lib/", StringComparison.Ordinal));

    static int LinesOf(string file) => File.ReadLines(Repository.PathOf(file)).Count();

    static IEnumerable<string> SourceFiles(params string[] patterns) => Folders.SelectMany(folder => Files(folder, patterns));

    static IEnumerable<string> Files(string folder, string[] patterns) => patterns.SelectMany(pattern => Repository.Files(folder, pattern));

    static bool ContainsAny(string file, string[] texts)
    {
        var content = File.ReadAllText(Repository.PathOf(file));
        return texts.Any(text => content.Contains(text, StringComparison.Ordinal));
    }
}
