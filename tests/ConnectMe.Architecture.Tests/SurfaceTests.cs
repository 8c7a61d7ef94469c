using System.Reflection;
using System.Text;

namespace ConnectMe.Architecture.Tests;

public class SurfaceTests
{
    public static TheoryData<string> Modules => ModuleTests.Modules;

    [Theory, MemberData(nameof(Modules))]
    public void What_a_module_publishes_is_approved(string module)
    {
        var contracts = Contracts(Assembly.Load(module));

        Approved.Match($"tests/ConnectMe.Architecture.Tests/Approved/{module}.Contracts.approved.txt", PublicSurface.Of(contracts));
    }

    [Fact]
    public void What_the_media_library_publishes_is_approved()
    {
        var types = Assembly.Load("ConnectMe.Media").GetExportedTypes();

        Approved.Match("tests/ConnectMe.Architecture.Tests/Approved/ConnectMe.Media.approved.txt", PublicSurface.Of(types));
    }

    /// <summary>What others build messages with; the rest of the library serves the Telephony module alone.</summary>
    [Fact]
    public void What_the_SIP_library_publishes_about_messages_is_approved()
    {
        var types = Assembly
            .Load("ConnectMe.Sip")
            .GetExportedTypes()
            .Where(type => type.Namespace is "ConnectMe.Sip.Messages" or "ConnectMe.Sip.Parsing");

        Approved.Match("tests/ConnectMe.Architecture.Tests/Approved/ConnectMe.Sip.approved.txt", PublicSurface.Of(types));
    }

    [Fact]
    public void The_map_of_the_modules_is_approved() => Approved.Match("docs/modules.md", Map());

    static string Map()
    {
        var map = new StringBuilder(
            """
            # The modules

            Made by `ConnectMe.Architecture.Tests` from what was built; a new arrow or a new name here is a change of the architecture.

            ```mermaid
            graph TD

            """
        );
        foreach (var (from, to) in References())
        {
            map.Append($"    {from} --> {to}\n");
        }
        map.Append("```\n\n| module | publishes | used by |\n| --- | --- | --- |\n");
        foreach (var module in Product.ModuleAssemblies.OrderBy(Product.NameOf, StringComparer.Ordinal))
        {
            var published = Contracts(module).Select(PublicSurface.NameOf).Order(StringComparer.Ordinal);
            var users = References().Where(reference => reference.To == Product.ShortNameOf(module)).Select(reference => reference.From);
            map.Append(
                $"| {Product.ShortNameOf(module)} | {(published.Any() ? string.Join(", ", published) : "nothing yet")} | {string.Join(", ", users)} |\n"
            );
        }
        return map.ToString();
    }

    static IEnumerable<(string From, string To)> References() =>
        from assembly in Product.Assemblies
        from reference in assembly.GetReferencedAssemblies()
        let name = reference.Name ?? ""
        where name.StartsWith("ConnectMe.", StringComparison.Ordinal)
        orderby Product.NameOf(assembly), name
        select (Product.ShortNameOf(assembly), name["ConnectMe.".Length..]);

    static IEnumerable<Type> Contracts(Assembly module) =>
        module.GetExportedTypes().Where(type => type.Namespace == $"{Product.NameOf(module)}.Contracts");
}
