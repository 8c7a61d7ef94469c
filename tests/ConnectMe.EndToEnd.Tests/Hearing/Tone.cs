using System.Buffers.Binary;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// A steady tone that a browser has as its microphone, so that who is heard can be measured. Far from each other, from the tones of
/// digits (697-1633 Hz) and from ringing (425 Hz), and below the 3400 Hz that every codec passes.
/// </summary>
public sealed record Tone(string Name, int Hertz)
{
    const int Rate = 48000;
    const int Seconds = 1; // a whole number of periods: it is played in a loop without a click

    public static Tone Low { get; } = new("low", 540);
    public static Tone Middle { get; } = new("middle", 1900);
    public static Tone High { get; } = new("high", 2700);

    public static IReadOnlyList<Tone> All { get; } = [Low, Middle, High];

    /// <summary>Writes the tone as 16 bit mono PCM; a WAV header is 44 bytes.</summary>
    public void WriteWav(string path)
    {
        var wav = new byte[44 + (Seconds * Rate * 2)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), wav.Length - 44);
        for (var i = 0; i < Seconds * Rate; i++)
        {
            var sample = 0.4 * Math.Sin(2 * Math.PI * Hertz * i / Rate);
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * i)), (short)(sample * short.MaxValue));
        }

        File.WriteAllBytes(path, wav);
    }
}
