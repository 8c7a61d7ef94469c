using System.Text;
using SkiaSharp;

namespace ConnectMe.Modules.Tests.Identity.Profiles;

/// <summary>Files that somebody may send as their photo.</summary>
internal static class Pictures
{
    /// <summary>Left half red, right half blue.</summary>
    public static byte[] Of(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.DrawRect(SKRect.Create(width / 2f, height), red);
        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    /// <summary>As a phone that was held sideways writes it, with where it was taken.</summary>
    /// <param name="orientation">Of the EXIF: 6 is "turn it a quarter to the right".</param>
    public static byte[] FromPhone(int width, int height, byte orientation, string secret)
    {
        byte[] tiff =
        [
            .. "MM\0*"u8,
            0,
            0,
            0,
            8, // the directory
            0,
            1, // of one entry:
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0, // orientation, one short
            0,
            0,
            0,
            0, // no other directory
            .. Encoding.ASCII.GetBytes(secret),
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        var length = exif.Length + 2;
        var plain = Of(width, height);
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. plain[2..]];
    }

    public static SKBitmap Decode(byte[] image) => SKBitmap.Decode(image) ?? throw new ArgumentException("No picture.", nameof(image));
}
