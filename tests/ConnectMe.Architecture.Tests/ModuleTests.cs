using System.Reflection;

namespace ConnectMe.Architecture.Tests;

public class ModuleTests
{
    public static TheoryData<string> Modules => [.. Product.ModuleAssemblies.Select(Product.NameOf)];

    [Fact]
    public void There_are_modules() => Assert.NotEmpty(Product.ModuleAssemblies);

    [Theory, MemberData(nameof(Modules))]
    public void A_module_has_one_front_door(string module)
    {
        var doors = Assembly.Load(module).GetExportedTypes().Where(IsFrontDoor).Select(type => type.Name);

        Assert.Equal([$"{module.Split('.')[^1]}Module"], doors);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Only_contracts_domain_and_the_front_door_are_public(string module)
    {
        var leaks = Assembly
            .Load(module)
            .GetExportedTypes()
            .Where(type => type.Namespace != $"{module}.Contracts" && type.Namespace != $"{module}.Domain" && !IsFrontDoor(type))
            .Where(type => type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true)
            .Select(type => type.FullName);

        Assert.Empty(leaks);
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_uses_only_the_contracts_of_others(string module)
    {
        var inside = UsesBetweenModules()
            .Where(use => use.From == module && !use.Target.StartsWith($"{use.To}.Contracts.", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(inside);
    }

    [Fact]
    public void Uses_between_modules_are_seen() =>
        Assert.Contains(UsesBetweenModules(), use => use is { From: "ConnectMe.Telephony", To: "ConnectMe.Identity" });

    [Fact]
    public void References_go_down_the_order_that_the_architecture_states()
    {
        var order = ReferenceOrder();
        var upwards =
            from assembly in Product.Assemblies
            let user = Product.ShortNameOf(assembly)
            from reference in assembly.GetReferencedAssemblies()
            let name = reference.Name!
            where name.StartsWith("ConnectMe.", StringComparison.Ordinal)
            let used = name["ConnectMe.".Length..]
            where used is not ("Media" or "Sip") && order[used] >= order[user]
            select $"{user} -> {used}";

        Assert.Empty(upwards);
    }

    [Theory, InlineData("Media"), InlineData("Sip")]
    public void A_protocol_library_references_nothing_of_ours_and_no_web_framework(string library)
    {
        var references = Product
            .Assemblies.Where(assembly => Product.ShortNameOf(assembly) == library)
            .SelectMany(assembly => assembly.GetReferencedAssemblies())
            .Select(reference => reference.Name!)
            .Where(name =>
                name.StartsWith("ConnectMe.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            );

        Assert.Empty(references);
    }

    [Fact]
    public void The_domain_knows_no_framework()
    {
        string[] allowed = ["System.", "ConnectMe."];
        var frameworks =
            from type in Product.Model.Types
            where type.Namespace.FullName.EndsWith(".Domain", StringComparison.Ordinal)
            where !type.IsCompilerGenerated
            from dependency in type.Dependencies
            let target = dependency.Target.FullName
            where !allowed.Any(prefix => target.StartsWith(prefix, StringComparison.Ordinal))
            where
                dependency.Target.Namespace.FullName
                    is not ("" or "System" or "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices")
            select $"{type.FullName} -> {target}";

        Assert.Empty(frameworks.Distinct());
    }

    static IEnumerable<(string From, string User, string To, string Target)> UsesBetweenModules()
    {
        var modules = Product.ModuleAssemblies.Select(Product.NameOf).ToList();
        string? ModuleOf(string type) => modules.Find(module => type.StartsWith(module + ".", StringComparison.Ordinal));
        return (
            from type in Product.Model.Types
            let user = ModuleOf(type.FullName)
            where user is not null
            from dependency in type.Dependencies
            let used = ModuleOf(dependency.Target.FullName)
            where used is not null && used != user
            select (user, type.FullName, used, dependency.Target.FullName)
        ).Distinct();
    }

    /// <summary>The line "Kernel &lt; Identity &lt; ..." of docs/architecture.md; those between commas are equals.</summary>
    static Dictionary<string, int> ReferenceOrder()
    {
        var line = File.ReadLines(Repository.PathOf("docs", "architecture.md"))
            .Single(l => l.StartsWith("`Kernel < ", StringComparison.Ordinal));
        var ranks = line.Trim('`').Split(" < ").Select((names, rank) => names.Split(", ").Select(name => (name, rank))).SelectMany(r => r);
        return ranks.Append(("Media", -1)).Append(("Sip", -1)).ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
    }

    static bool IsFrontDoor(Type type) =>
        type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Module", StringComparison.Ordinal);
}
