using System.Globalization;

namespace ConnectMe.Host.Health;

/// <summary>Sizes as people read them: "12 MB", "1,4 GB".</summary>
internal static class Bytes
{
    public static string Show(long bytes) =>
        bytes >= Giga
            ? ((double)bytes / Giga).ToString("0.#", CultureInfo.CurrentCulture) + " GB"
            : Math.Max(1, bytes / Mega).ToString(CultureInfo.CurrentCulture) + " MB";

    public const long Mega = 1_000_000;
    public const long Giga = 1_000_000_000;
}
