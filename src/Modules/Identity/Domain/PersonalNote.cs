namespace ConnectMe.Identity.Domain;

/// <summary>What a user tells colleagues about where they are.</summary>
/// <param name="Id">The user's.</param>
public sealed record PersonalNote(Guid Id, string Text)
{
    public const int Longest = 140;
}
