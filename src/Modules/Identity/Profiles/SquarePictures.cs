using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Pictures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Profiles;

/// <summary>As photos of people are made.</summary>
internal sealed class SquarePictures(IStringLocalizer<ProfileText> text) : ISquarePictures
{
    public async Task<SquarePicture> Of(HttpRequest request, string field, CancellationToken ct)
    {
        var sent = await SentFile.Of(request, field, ct);
        if (sent.Length == 0)
        {
            return new SquarePicture(Image: null, Refusal: null);
        }

        var (image, refusal) = PhotoImage.Read(sent);
        return new SquarePicture(
            image,
            refusal is null ? null : text[refusal, SentPicture.MostBytes / 1024 / 1024, SentPicture.MostMegapixels].Value
        );
    }
}
