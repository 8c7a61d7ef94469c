using ConnectMe.Identity.Pictures;
using SkiaSharp;

namespace ConnectMe.Identity.Profiles;

/// <summary>Makes the photo that is kept of a file that somebody sent: its middle as a square, upright, drawn and encoded anew, so without what the file said beside its pixels.</summary>
internal static class PhotoImage
{
    public const int Side = 256;

    /// <returns>A JPEG; or the key of what is wrong with the file.</returns>
    public static (byte[]? Image, string? Refusal) Read(byte[] sent)
    {
        var (image, fault) = SentPicture.Read(sent, Draw);
        return (image, fault is null ? null : $"Photo{fault}");
    }

    static byte[] Draw(SKImage image, SKEncodedOrigin origin)
    {
        using var surface = SKSurface.Create(SentPicture.Plain(Side, Side));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White); // what is transparent in a PNG
        Upright(canvas, origin);
        var side = Math.Min(image.Width, image.Height);
        var middle = SKRect.Create((image.Width - side) / 2f, (image.Height - side) / 2f, side, side);
        canvas.DrawImage(image, middle, SKRect.Create(Side, Side), SentPicture.Fine);
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    /// <summary>A camera may store what it saw turned or mirrored and say so in the EXIF (Orientation, tag 0x0112).</summary>
    static void Upright(SKCanvas canvas, SKEncodedOrigin origin)
    {
        var (mirroredX, mirroredY, degrees) = origin switch
        {
            SKEncodedOrigin.TopRight => (-1, 1, 0),
            SKEncodedOrigin.BottomRight => (1, 1, 180),
            SKEncodedOrigin.BottomLeft => (1, -1, 0),
            SKEncodedOrigin.LeftTop => (-1, 1, 90),
            SKEncodedOrigin.RightTop => (1, 1, 90),
            SKEncodedOrigin.RightBottom => (1, -1, 90),
            SKEncodedOrigin.LeftBottom => (1, 1, 270),
            _ => (1, 1, 0),
        };
        canvas.Translate(Side / 2f, Side / 2f);
        canvas.Scale(mirroredX, mirroredY);
        canvas.RotateDegrees(degrees);
        canvas.Translate(-Side / 2f, -Side / 2f);
    }

    const int Quality = 85;
}
