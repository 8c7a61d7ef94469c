namespace ConnectMe.Identity.Domain;

/// <summary>What a user shows as their photo: a square of our own making, never the file that was sent.</summary>
/// <param name="Id">The user's.</param>
/// <param name="Hash">Of the image; stands in its address, so that another photo has another one.</param>
/// <param name="Image">JPEG.</param>
public sealed record ProfilePhoto(Guid Id, string Hash, byte[] Image);
