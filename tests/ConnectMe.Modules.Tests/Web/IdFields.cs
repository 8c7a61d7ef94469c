using System.Collections;
using System.Reflection;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>The fields of forms and addresses that hold an id, read from what pages and endpoints bind: a new one is found without being named.</summary>
internal static class IdFields
{
    const int Deepest = 3;

    public static IReadOnlyList<string> Of(Route route) =>
        [
            .. Bound(route)
                .SelectMany(bound => Within(bound.Name, bound.Type, Deepest))
                .Where(name => route.Endpoint.RoutePattern.GetParameter(name) is null)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    static IEnumerable<(string Name, Type Type)> Bound(Route route)
    {
        if (route.Endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page)
        {
            var properties = page.BoundProperties;
            var handlers = page.HandlerMethods.Where(handler =>
                handler.HttpMethod.Equals(route.Method, StringComparison.OrdinalIgnoreCase)
            );
            return properties
                .Select(bound => (bound.BindingInfo?.BinderModelName ?? bound.Name, bound.ParameterType))
                .Concat(handlers.SelectMany(handler => handler.Parameters).Select(parameter => (parameter.Name, parameter.ParameterType)));
        }

        return route.Endpoint.Metadata.GetMetadata<MethodInfo>() is { } method
            ? method
                .GetParameters()
                .Where(IsSent)
                .Select(parameter => (IsOfForm(parameter) ? "" : parameter.Name!, parameter.ParameterType))
            : [];
    }

    static bool IsSent(ParameterInfo parameter) => IsOfForm(parameter) || IsId(parameter.ParameterType);

    static bool IsOfForm(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromFormAttribute>() is not null
        && parameter.ParameterType.Assembly.GetName().Name!.StartsWith("ConnectMe", StringComparison.Ordinal);

    static IEnumerable<string> Within(string name, Type type, int depth)
    {
        if (IsId(type))
        {
            return [name];
        }

        return depth > 0 && type.Assembly.GetName().Name!.StartsWith("ConnectMe", StringComparison.Ordinal) && !type.IsInterface
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is not null && property.GetCustomAttribute<BindNeverAttribute>() is null)
                .SelectMany(property =>
                    Within(name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.PropertyType, depth - 1)
                )
            : [];
    }

    static bool IsId(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) == typeof(Guid)
        || (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && ElementOf(type) == typeof(Guid));

    static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType() : type.GetGenericArguments().FirstOrDefault();
}
