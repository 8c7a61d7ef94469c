using System.Security.Cryptography;
using System.Text.Json;

namespace ConnectMe.Architecture.Tests.Web;

public class LibraryTests
{
    const string Folder = "wwwroot/lib";

    [Fact]
    public void A_browser_library_is_the_file_its_publisher_made()
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(Folder, "lib.lock.json")));
        var libraries = locked.RootElement.EnumerateObject().ToList();

        Assert.NotEmpty(libraries);
        Assert.All(
            libraries,
            library =>
            {
                var file = Repository.PathOf(Folder, library.Value.GetProperty("to").GetString()!);
                Assert.Equal(
                    library.Value.GetProperty("sha384").GetString(),
                    Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(file)))
                );
            }
        );
    }

    [Fact]
    public void No_browser_library_lies_there_without_a_lock()
    {
        var locked = File.ReadAllText(Repository.PathOf(Folder, "lib.lock.json"));

        var unlocked = Repository
            .Files(Folder, "*.js")
            .Where(file => !locked.Contains(file[(Folder.Length + 1)..], StringComparison.Ordinal));

        Assert.Empty(unlocked);
    }
}
