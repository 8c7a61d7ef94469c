using ConnectMe.Kernel;

namespace ConnectMe.Identity.Domain;

/// <summary>What a person last agreed to; its stream tells all they ever did.</summary>
public sealed partial record Consents(Guid Id, Guid UserId, int Privacy, int Terms, int Emergency)
{
    public static Consents Create(ConsentGiven given) => new(given.ConsentsId, given.UserId, given.Privacy, given.Terms, given.Emergency);

    public Consents Apply(ConsentGiven given) => this with { Privacy = given.Privacy, Terms = given.Terms, Emergency = given.Emergency };

    public static Guid IdOf(Guid user) => NamedId.Of("consents", user);
}

public sealed record ConsentGiven(Guid ConsentsId, Guid UserId, int Privacy, int Terms, int Emergency, DateTimeOffset At);
