using System.Reflection;
using ArchLoader = ArchUnitNET.Loader.ArchLoader;
using Model = ArchUnitNET.Domain.Architecture;

namespace ConnectMe.Architecture.Tests;

/// <summary>The product's assemblies, found on disk: a new project is under test without being named here.</summary>
internal static class Product
{
    /// <summary>Every project under src, whether it is a module or not.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. ProjectsIn("src")];

    public static IReadOnlyList<Assembly> ModuleAssemblies { get; } = [.. ProjectsIn("src/Modules")];

    /// <summary>Read from IL, so that what a method body uses counts too.</summary>
    public static Model Model { get; } = new ArchLoader().LoadAssemblies([.. Assemblies]).Build();

    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    public static string NameOf(Assembly assembly) => assembly.GetName().Name!;

    /// <summary>"Identity" of ConnectMe.Identity.</summary>
    public static string ShortNameOf(Assembly assembly) => NameOf(assembly)["ConnectMe.".Length..];

    /// <summary>Written by us, not by the compiler or a source generator.</summary>
    public static bool IsWritten(Type type) =>
        type.Namespace?.StartsWith("ConnectMe", StringComparison.Ordinal) == true
        && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        && type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null
        && !type.FullName!.Contains('<', StringComparison.Ordinal);

    static IEnumerable<Assembly> ProjectsIn(string folder) =>
        Repository.Files(folder, "*.csproj").Select(project => Assembly.Load(Path.GetFileNameWithoutExtension(project)));
}
