using System.Globalization;
using System.Text;
using QRCoder;

namespace ConnectMe.Identity.Phones;

/// <summary>A QR code as the path of an inline SVG: pages may load no pictures of their own making, and no script draws it.</summary>
/// <param name="Size">Modules on a side, the quiet zone included.</param>
internal sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (rows, path) = (code.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
