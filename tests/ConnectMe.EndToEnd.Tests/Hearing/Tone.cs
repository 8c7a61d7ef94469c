using System.Buffers.Binary;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// A steady tone that a browser or a telephone has as its microphone, so that who is heard can be measured. Far from each other, from the
/// tones of digits (697-1633 Hz) and from ringing (425 Hz), and below the 3400 Hz that every codec passes.
/// </summary>
public sealed record Tone(string Name, int Hertz)
{
    public static Tone Low { get; } = new("low", 540);
    public static Tone Middle { get; } = new("middle", 1900);
    public static Tone High { get; } = new("high", 2700);

    /// <summary>For a fourth party, where a mixture is measured.</summary>
    public static Tone Highest { get; } = new("highest", 3150);

    public static IReadOnlyList<Tone> All { get; } = [Low, Middle, High];

    /// <summary>Writes the tone as 16 bit PCM; a WAV header is 44 bytes.</summary>
    /// <param name="seconds">Whole: a browser plays it in a loop, and there is no click between whole periods. A telephone plays it once.</param>
    public void WriteWav(string path, int rate = 48000, int channels = 1, int seconds = 1)
    {
        var wav = new byte[44 + (seconds * rate * channels * 2)];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), rate * channels * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), (short)(channels * 2));
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), wav.Length - 44);
        for (var i = 0; i < seconds * rate; i++)
        {
            var sample = (short)(0.4 * Math.Sin(2 * Math.PI * Hertz * i / rate) * short.MaxValue);
            for (var channel = 0; channel < channels; channel++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + (2 * ((i * channels) + channel))), sample);
            }
        }

        File.WriteAllBytes(path, wav);
    }
}
