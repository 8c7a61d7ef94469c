namespace ConnectMe.Chat.Domain;

/// <summary>The picture of a group: a square of our own making, never the file that was sent.</summary>
/// <param name="Id">The conversation's.</param>
/// <param name="Hash">Of the image; stands in its address.</param>
/// <param name="Image">JPEG.</param>
public sealed record GroupPicture(Guid Id, string Hash, byte[] Image);
