using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Retention;
using Marten;

namespace ConnectMe.Architecture.Tests;

/// <summary>Whatever is kept has a class, and with it a period (G1): a new kind of data must be thought about.</summary>
public class RetentionTests
{
    static IReadOnlyList<DataClass> Classes { get; } =
    [
        .. Product
            .Types.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(IReadOnlyList<DataClass>))
            .SelectMany(property => (IReadOnlyList<DataClass>)property.GetValue(null)!)
            .OrderBy(one => one.Order),
    ];

    static IReadOnlyList<Type> Held { get; } = [.. Classes.SelectMany(one => one.Holds)];

    [Fact]
    public void Every_document_has_one_class_of_data()
    {
        using var store = Store();
        var documents = ((IReadOnlyStoreOptions)store.Options)
            .AllKnownDocumentTypes()
            .Select(document => document.DocumentType)
            .Where(Product.IsWritten)
            .ToList();

        Assert.NotEmpty(documents);
        Assert.Empty(documents.Except(Held).Select(type => type.FullName));
        Assert.Empty(Held.GroupBy(type => type).Where(same => same.Count() > 1).Select(same => same.Key.FullName));
    }

    /// <summary>Of an aggregate that has one, by what it is made and changed by; or of a kind that has one itself.</summary>
    [Fact]
    public void Every_event_has_a_class_of_data()
    {
        var events = Product
            .Types.Where(type => type.Namespace?.EndsWith(".Domain", StringComparison.Ordinal) == true)
            .SelectMany(
                aggregate => aggregate.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static),
                (a, m) => (a, m)
            )
            .Where(of => of.m.Name is "Create" or "Apply" or "ShouldDelete" && of.m.GetParameters().Length == 1)
            .Select(of => (Aggregate: of.a, Event: of.m.GetParameters()[0].ParameterType))
            .ToList();

        Assert.NotEmpty(events);
        Assert.Empty(
            events
                .Where(of => !Held.Contains(of.Aggregate) && !Held.Any(held => held.IsAssignableFrom(of.Event)))
                .Select(of => $"{of.Aggregate.Name}: {of.Event.Name}")
        );
    }

    /// <summary>A new kind of data is in everybody's copy of their own (GDPR article 15), or somebody has written down why it is not.</summary>
    [Fact]
    public void Every_kind_of_data_is_in_ones_own_copy_or_says_why_not()
    {
        var given = Product
            .Types.Select(type => (Giver: type, type.GetCustomAttribute<GivesAttribute>()?.Kinds))
            .Where(of => of.Kinds is not null)
            .ToList();
        var givenKinds = given.SelectMany(of => of.Kinds!).ToList();
        var not = Classes.SelectMany(one => one.NotGiven.Keys).ToList();

        Assert.NotEmpty(given);
        Assert.All(given, of => Assert.True(typeof(IPersonalData).IsAssignableFrom(of.Giver), of.Giver.FullName));
        Assert.Empty(
            Product
                .Types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IPersonalData).IsAssignableFrom(type))
                .Except(given.Select(of => of.Giver))
                .Select(type => type.FullName)
        );
        Assert.Empty(Held.Except(givenKinds).Except(not).Select(type => type.FullName));
        Assert.Empty(givenKinds.Concat(not).GroupBy(type => type).Where(same => same.Count() > 1).Select(same => same.Key.FullName));
        Assert.Empty(givenKinds.Concat(not).Except(Held).Select(type => type.FullName));
        Assert.All(Classes, one => Assert.All(one.NotGiven, reason => Assert.NotEmpty(reason.Value)));
    }

    [Fact]
    public void Every_class_is_described_in_both_languages()
    {
        Assert.NotEmpty(Classes);
        Assert.Empty(
            from one in Classes
            from language in new[] { "nl", "en" }
            from text in new[] { $"Class-{one.Id}", $"Why-{one.Id}" }
            where TextOf(one, text, language) is null
            select $"{text} ({language})"
        );
    }

    [Fact]
    public void The_list_of_what_is_kept_is_approved()
    {
        var list = new StringBuilder(
            """
            # What is kept, and how long

            Made by `ConnectMe.Architecture.Tests` from the classes of data in the code, from which the page Administration, Retention periods and the sweeper follow too.
            What the administrators may choose has its standard here.

            | data | how long | in it |
            | --- | --- | --- |

            """
        );
        foreach (var one in Classes)
        {
            var period =
                one.SetAt is not null ? "set on its own page"
                : one.Standard.IsEver ? "as long as it is needed"
                : $"{one.Standard.Count} {(one.Standard.IsMonths ? "months" : "days")}{(one.Choices.Count > 0 ? ", may be chosen" : "")}";
            var held = one.Holds.Select(type => type.Name).Concat(one.Files is { } files ? [$"`{files}`"] : []);
            list.Append(
                CultureInfo.InvariantCulture,
                $"| **{TextOf(one, $"Class-{one.Id}", "en")}**. {TextOf(one, $"Why-{one.Id}", "en")} | {period} | {string.Join(", ", held)} |\n"
            );
        }

        list.Append(
            "\n## What is not in one's own copy\n\nAll else of a person is in the copy that they make at Security (docs/decisions/0021).\n\n"
        );
        foreach (var why in Classes.SelectMany(one => one.NotGiven).GroupBy(not => not.Value))
        {
            list.Append(CultureInfo.InvariantCulture, $"- {string.Join(", ", why.Select(not => not.Key.Name))}: {why.Key}.\n");
        }

        Approved.Match("docs/retention.md", list.ToString());
    }

    static string? TextOf(DataClass one, string text, string language) =>
        new ResourceManager($"{one.Texts.Assembly.GetName().Name}.Resources.{one.Texts.Name}", one.Texts.Assembly).GetString(
            text,
            CultureInfo.GetCultureInfo(language)
        );

    /// <summary>As the Host makes it; nothing asks for the database.</summary>
    static DocumentStore Store() =>
        DocumentStore.For(options =>
        {
            options.Connection("Host=127.0.0.1");
            foreach (var module in Product.ModuleAssemblies)
            {
                var door = module.GetTypes().Single(type => type.Name == $"{module.GetName().Name!.Split('.')[^1]}Module");
                door.GetMethod("Documents", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [options]);
            }
        });
}
