using ConnectMe.Kernel;

namespace ConnectMe.Identity.Domain;

/// <summary>Of whom a company demands a second factor, and which it lets them use.</summary>
/// <param name="People">Of whom it is demanded whatever is demanded of the others.</param>
public sealed partial record SignInPolicy(
    Guid Id,
    SecondFactorDemand Demand,
    IReadOnlyList<SecondFactorMethod> Methods,
    IReadOnlyList<Guid> People
)
{
    public IEnumerable<object> Change(
        SecondFactorDemand demand,
        IReadOnlyList<SecondFactorMethod> methods,
        IReadOnlyList<Guid> people,
        DateTimeOffset at,
        Guid by
    ) =>
        demand == Demand && methods.SequenceEqual(Methods) && people.SequenceEqual(People)
            ? []
            : [new SignInPolicyChanged(Id, demand, methods, people, at, by)];

    public static SignInPolicy Create(SignInPolicyChanged changed) =>
        new(changed.PolicyId, changed.Demand, changed.Methods, changed.People);

    public SignInPolicy Apply(SignInPolicyChanged changed) =>
        this with
        {
            Demand = changed.Demand,
            Methods = changed.Methods,
            People = changed.People,
        };

    /// <summary>Until a company says otherwise.</summary>
    public static SignInPolicy Standard(Guid company) => new(IdOf(company), SecondFactorDemand.Nobody, Choosable, []);

    public static Guid IdOf(Guid company) => NamedId.Of("sign-in-policy", company);

    public static readonly IReadOnlyList<SecondFactorMethod> Choosable =
    [
        SecondFactorMethod.Passkey,
        SecondFactorMethod.App,
        SecondFactorMethod.Sms,
        SecondFactorMethod.Email,
    ];
}

public sealed record SignInPolicyChanged(
    Guid PolicyId,
    SecondFactorDemand Demand,
    IReadOnlyList<SecondFactorMethod> Methods,
    IReadOnlyList<Guid> People,
    DateTimeOffset At,
    Guid By
);

/// <summary>Of which roles it is demanded. Administrators always have one, outside the demo.</summary>
[Flags]
public enum SecondFactorDemand
{
    Nobody = 0,
    Administrators = 1,

    /// <summary>All users, whatever else they are.</summary>
    Everybody = 2,
    Supervisors = 4,
    Agents = 8,
}
