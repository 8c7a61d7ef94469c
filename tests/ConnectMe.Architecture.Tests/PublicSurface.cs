using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConnectMe.Architecture.Tests;

/// <summary>What others can see of some types, one line each, in an order that does not depend on the source: for approval.</summary>
internal static class PublicSurface
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What the compiler adds to every record.</summary>
    static readonly string[] OfRecords =
    [
        "Equals",
        "GetHashCode",
        "ToString",
        "Deconstruct",
        "<Clone>$",
        "PrintMembers",
        "op_Equality",
        "op_Inequality",
    ];

    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    public static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!);
        }
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return NameOf(underlying) + "?";
        }
        if (!type.IsGenericType)
        {
            return type.IsArray ? NameOf(type.GetElementType()!) + "[]" : Nested(type);
        }
        return $"{Nested(type).Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    static string Nested(Type type) =>
        type is { IsNested: true, IsGenericParameter: false } ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : type.Name;

    static string Head(Type type)
    {
        var bases =
            type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)
                ? $" : {NameOf(parent)}"
                : "";
        return $"{Kind(type)} {type.Namespace}.{NameOf(type)}{bases}";
    }

    static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            _ when type.GetMethod("<Clone>$") is not null => "record",
            _ => "class",
        };

    static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared)
            .Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null || member is PropertyInfo)
            .Where(member => !OfRecords.Contains(member.Name, StringComparer.Ordinal))
            .Select(member =>
                member switch
                {
                    ConstructorInfo constructor => $"new({Parameters(constructor)})",
                    PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name} {{ get;{Setter(property)} }}",
                    FieldInfo { IsSpecialName: true } => null,
                    FieldInfo field when type.IsEnum => field.Name,
                    FieldInfo field => $"{NameOf(field.FieldType)} {field.Name}",
                    MethodInfo { IsSpecialName: true } => null,
                    MethodInfo method => $"{NameOf(method.ReturnType)} {method.Name}({Parameters(method)})",
                    EventInfo happening => $"event {happening.Name}",
                    _ => null,
                }
            )
            .OfType<string>();

    static string Setter(PropertyInfo property) =>
        property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
        : " set;";

    static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}"));
}
