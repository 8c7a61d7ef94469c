using System.Reflection;
using System.Text.RegularExpressions;
using FluentValidation;

namespace ConnectMe.Architecture.Tests;

public partial class SliceTests
{
    const BindingFlags Nested = BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Every_command_with_content_has_a_validator()
    {
        var bare = Product
            .Types.Where(type =>
                type.Name == "Command" && type.GetProperties().Length > 0 && Product.ModuleAssemblies.Contains(type.Assembly)
            )
            .Where(command => command.DeclaringType?.GetNestedTypes(Nested).Any(nested => Validates(nested, command)) != true)
            .Select(command => command.FullName);

        Assert.Empty(bare);
    }

    [Fact]
    public void Every_handler_and_validator_lies_in_the_slice_of_its_command()
    {
        var strays = Product
            .Types.Where(type => type.Name is "Command" or "Validator" or "Handler" && type.Namespace != "ConnectMe.Kernel")
            .Where(type => type.DeclaringType is null)
            .Select(type => type.FullName);

        Assert.Empty(strays);
    }

    [Fact]
    public void Marten_sees_every_apply_and_create()
    {
        // Marten skips non-public ones without a word.
        var hidden = Product
            .Types.Where(type => type.Namespace?.EndsWith(".Domain", StringComparison.Ordinal) == true)
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            )
            .Where(method => method.Name is "Apply" or "Create" or "ShouldDelete")
            .Select(method => $"{method.DeclaringType}.{method.Name}");

        Assert.Empty(hidden);
    }

    [Fact]
    public void A_document_type_is_registered_once()
    {
        var registrations = Repository
            .Files("src", "*.cs")
            .SelectMany(file =>
                Registration()
                    .Matches(File.ReadAllText(Repository.PathOf(file)))
                    .Select(match => (Document: match.Groups["type"].Value, file))
            )
            .GroupBy(registration => registration.Document, StringComparer.Ordinal)
            .Where(registration => registration.Select(r => r.file).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(registration => $"{registration.Key} in {string.Join(", ", registration.Select(r => r.file))}");

        Assert.Empty(registrations);
    }

    static bool Validates(Type type, Type command) =>
        type.BaseType is { IsGenericType: true } validator
        && validator.GetGenericTypeDefinition() == typeof(AbstractValidator<>)
        && validator.GenericTypeArguments[0] == command;

    [GeneratedRegex(
        @"\.(Schema\.For|RegisterDocumentType|Snapshot|LiveStreamAggregation)<(?<type>[\w.]+)>\(",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Registration();
}
