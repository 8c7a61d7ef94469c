namespace ConnectMe.Kernel.Design;

/// <summary>The photos that people have of themselves. Answers from memory.</summary>
public interface IPhotos
{
    /// <summary>Where the browser finds it, under another address for another photo; null: they have none, and their initials stand for them.</summary>
    string? AddressOf(Guid person);
}
