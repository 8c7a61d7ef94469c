using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Contracts;

/// <summary>Makes a small square picture of a file that somebody sent with a form, drawn and encoded anew: nothing of the file is kept but its pixels.</summary>
public interface ISquarePictures
{
    /// <summary>Of the whole request, in bytes; a larger one is refused before it is read.</summary>
    const int MostOfRequest = 4 * 1024 * 1024;

    /// <param name="field">Of the form, in which the file is.</param>
    Task<SquarePicture> Of(HttpRequest request, string field, CancellationToken ct);
}

/// <param name="Image">JPEG; null: no file was sent, or it was refused.</param>
/// <param name="Refusal">What is wrong with the file, in the language of who sent it.</param>
public sealed record SquarePicture(byte[]? Image, string? Refusal);
