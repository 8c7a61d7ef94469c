using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ConnectMe.Kernel.Design;

public static class FieldRefusal
{
    /// <summary>What is said below a field.</summary>
    /// <returns>Null: it was not refused.</returns>
    public static string? RefusalOf(this ModelStateDictionary state, string field)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.TryGetValue(field, out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : null;
    }
}
