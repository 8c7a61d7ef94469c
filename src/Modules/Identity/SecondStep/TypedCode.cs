namespace ConnectMe.Identity.SecondStep;

/// <summary>A code as it comes from the page: in one field, or a digit a field.</summary>
internal static class TypedCode
{
    public static string Of(string[]? fields)
    {
        var typed = string.Concat(fields ?? []);
        return typed.Length <= Longest ? string.Concat(typed.Where(sign => !char.IsWhiteSpace(sign))) : "";
    }

    const int Longest = 100;
}
