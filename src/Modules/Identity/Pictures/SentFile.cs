using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Pictures;

/// <summary>The picture in a form that somebody sent.</summary>
internal static class SentFile
{
    /// <summary>Of such a form; of all others it is smaller.</summary>
    public const int MostOfRequest = 2 * SentPicture.MostBytes;

    /// <returns>No more of it than shows that it is too much; nothing when no file was sent.</returns>
    public static async Task<byte[]> Of(HttpRequest request, string field, CancellationToken ct)
    {
        if (request.ContentLength > MostOfRequest)
        {
            return new byte[SentPicture.MostBytes + 1]; // what is far too large is not read
        }

        if (!request.HasFormContentType || (await request.ReadFormAsync(ct)).Files[field] is not { } file)
        {
            return [];
        }

        await using var sent = file.OpenReadStream();
        var content = new byte[Math.Min(file.Length, SentPicture.MostBytes + 1)];
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }
}
