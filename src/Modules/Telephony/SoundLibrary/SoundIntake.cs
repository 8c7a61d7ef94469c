using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.SoundLibrary;

/// <summary>A file that was sent becomes content: read, made as loud as the rest, and written anew (A8-01, A8-02).</summary>
internal sealed class SoundIntake(IStringLocalizer<SettingsText> text)
{
    /// <returns>The content, or why it is not taken, in words.</returns>
    public (SoundContent? Content, double Seconds, string? Refusal) Take(byte[] file, SoundKind kind)
    {
        if (file.Length == 0)
        {
            return (null, 0, text["SoundMissing"]);
        }

        if (file.Length > CompanySound.MostBytes)
        {
            return (null, 0, text["SoundTooLarge", CompanySound.MostBytes / 1024 / 1024]);
        }

        var longest = CompanySound.MostSeconds(kind);
        var reason = SoundFile.Read(file, TimeSpan.FromSeconds(longest), out var sound);
        return reason switch
        {
            SoundMalformedReason.None when Levelling.IsSilent(sound!) => (null, 0, text["SoundSilent"]),
            SoundMalformedReason.None => (
                new SoundContent(Guid.CreateVersion7(), SoundFile.Write(Levelling.Level(sound!))),
                sound!.Length.TotalSeconds,
                null
            ),
            SoundMalformedReason.TooLong => (null, 0, text["SoundTooLong", longest]),
            SoundMalformedReason.Encoding => (null, 0, text["SoundEncoding"]),
            SoundMalformedReason.Unknown => (null, 0, text["SoundUnknown"]),
            SoundMalformedReason.NoOpus => (null, 0, text["SoundNoOpus"]),
            _ => (null, 0, text["SoundBroken"]),
        };
    }

    /// <summary>No more of it than shows that it is too much.</summary>
    public static async Task<byte[]> Content(IFormFile? sent, CancellationToken ct)
    {
        if (sent is null)
        {
            return [];
        }

        await using var stream = sent.OpenReadStream();
        var content = new byte[Math.Min(sent.Length, CompanySound.MostBytes + 1)];
        await stream.ReadExactlyAsync(content, ct);
        return content;
    }
}
