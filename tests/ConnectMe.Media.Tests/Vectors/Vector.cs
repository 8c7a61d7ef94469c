namespace ConnectMe.Media.Tests.Vectors;

/// <summary>A published packet: lines of hexadecimal, '#' starts a comment.</summary>
internal static class Vector
{
    public static byte[] Read(string name) =>
        Convert.FromHexString(
            string.Concat(
                File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Vectors", name))
                    .Where(line => !line.StartsWith('#'))
                    .Select(line => line.Replace(" ", "", StringComparison.Ordinal))
            )
        );
}
