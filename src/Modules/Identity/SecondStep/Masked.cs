using ConnectMe.Kernel.Numbering;

namespace ConnectMe.Identity.SecondStep;

/// <summary>Enough for its owner to know where a code went, and for nobody else.</summary>
internal static class Masked
{
    public static string Email(string address) =>
        address.Length > 0 ? $"{address[0]}•••{address[Math.Max(address.IndexOf('@'), 1)..]}" : "";

    /// <summary>"+31 6 •••• 0142".</summary>
    public static string Number(string? number)
    {
        var shown = TelephoneNumbers.Show(number ?? "");
        var digits = shown.Count(char.IsAsciiDigit);
        var seen = 0;
        return new string([.. shown.Select(sign => char.IsAsciiDigit(sign) && ++seen > 3 && seen <= digits - 4 ? '•' : sign)]);
    }
}
