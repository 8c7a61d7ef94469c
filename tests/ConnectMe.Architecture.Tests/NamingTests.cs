namespace ConnectMe.Architecture.Tests;

public class NamingTests
{
    static readonly string[] EmptyWords =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Service",
        "Processor",
        "Impl",
        "Base",
        "Info",
    ];

    [Fact]
    public void A_name_says_what_a_thing_is()
    {
        var names = Product
            .Types.Where(type => EmptyWords.Any(word => NameOf(type).EndsWith(word, StringComparison.Ordinal)))
            .Where(type => !NameOf(type).EndsWith("TagHelper", StringComparison.Ordinal)) // ASP.NET finds tag helpers by this name
            .Select(type => type.FullName);

        Assert.Empty(names);
    }

    [Fact]
    public void An_event_is_a_sealed_record_in_the_past_tense()
    {
        var events = Events().ToList();

        Assert.NotEmpty(events);
        Assert.Empty(
            events
                .Where(type => !type.IsSealed || type.GetMethod("<Clone>$") is null || !IsPastTense(type.Name))
                .Select(type => type.FullName)
        );
    }

    /// <summary>What the domain's states are built from, and what derives from an abstract "...Event".</summary>
    static IEnumerable<Type> Events()
    {
        var applied = Product
            .Types.SelectMany(type => type.GetMethods())
            .Where(method =>
                method.Name is "Apply" or "Create" && method.DeclaringType?.Namespace?.EndsWith(".Domain", StringComparison.Ordinal) == true
            )
            .SelectMany(method => method.GetParameters().Take(1))
            .Select(parameter => parameter.ParameterType);
        var derived = Product.Types.Where(type =>
            type.Namespace?.Split('.')[^1] is "Contracts" or "Domain"
            && type.BaseType?.Name.EndsWith("Event", StringComparison.Ordinal) == true
        );
        return applied
            .Concat(derived)
            .Where(type => type.Namespace?.StartsWith("ConnectMe", StringComparison.Ordinal) == true && !type.IsAbstract)
            .Distinct();
    }

    static bool IsPastTense(string name)
    {
        string[] irregular =
        [
            "Left",
            "Heard",
            "Held",
            "Put",
            "Sent",
            "Taken",
            "Begun",
            "Set",
            "Lost",
            "Found",
            "Made",
            "Gone",
            "Chosen",
            "Given",
            "Up",
            "Out",
            "In",
            "Off",
            "On",
        ];
        return name.EndsWith("ed", StringComparison.Ordinal) || irregular.Any(word => name.EndsWith(word, StringComparison.Ordinal));
    }

    static string NameOf(Type type) => type.Name.Split('`')[0];
}
