namespace ConnectMe.Sip.Registrations;

/// <summary>Our registration with a trunk at this moment.</summary>
/// <param name="Status">Of the response that decided it; null when none came.</param>
/// <param name="Reason">Its reason phrase: text of the other side, never to be shown unescaped.</param>
/// <param name="RegisteredUntil">The provider still knows us until then, even while renewing fails.</param>
/// <param name="NextTry">When it is renewed or tried again.</param>
public sealed record RegistrationState(
    RegistrationOutcome Outcome,
    int? Status,
    string? Reason,
    DateTimeOffset? RegisteredUntil,
    DateTimeOffset? NextTry
);
