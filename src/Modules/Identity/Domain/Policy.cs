using ConnectMe.Kernel;

namespace ConnectMe.Identity.Domain;

/// <summary>A text of a company that its people agree to before they use ConnectMe, as it was last published. Until a company publishes its own it is ours.</summary>
/// <param name="Edition">Its version: from <see cref="OurVersion"/>, one more with each publication. (Marten counts events in what is called Version.)</param>
public sealed partial record Policy(Guid Id, PolicyKind Kind, int Edition, string Dutch, string English, DateTimeOffset PublishedAt)
{
    public static Policy Create(PolicyPublished published) =>
        new(published.PolicyId, published.Kind, published.Version, published.Dutch, published.English, published.At);

    public Policy Apply(PolicyPublished published) =>
        this with
        {
            Edition = published.Version,
            Dutch = published.Dutch,
            English = published.English,
            PublishedAt = published.At,
        };

    public static Guid IdOf(Guid company, PolicyKind kind) => NamedId.Of($"policy-{kind}", company);

    /// <summary>Of the text that comes with ConnectMe.</summary>
    public const int OurVersion = 1;
}

public sealed record PolicyPublished(Guid PolicyId, PolicyKind Kind, int Version, string Dutch, string English, DateTimeOffset At, Guid By);

public enum PolicyKind
{
    Privacy,
    Terms,
    Emergency,
}
