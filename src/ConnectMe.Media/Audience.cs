namespace ConnectMe.Media;

/// <summary>Who of a mix hears one of its participants; each hears all who are heard by it, and nobody hears themself.</summary>
/// <param name="IsAll">Everybody else.</param>
/// <param name="Only">One line or leg alone (a whisper); empty: nobody, or all.</param>
public readonly record struct Audience(bool IsAll, Guid Only)
{
    public static Audience All { get; } = new(IsAll: true, default);

    /// <summary>A listener, or one who was muted.</summary>
    public static Audience Nobody { get; } = new(IsAll: false, default);

    public static Audience One(Guid line) => new(IsAll: false, line);
}
