namespace ConnectMe.Telephony.Domain;

/// <summary>The company's rule for what its people show; whose each number is stands with the <see cref="CompanyNumber"/>, and what somebody may choose with their rights.</summary>
/// <param name="DefaultNumberId">What everyone shows who made no choice; null: their own number, else the main one.</param>
public sealed partial record CallerIdRules(Guid Id, Guid? DefaultNumberId)
{
    public static CallerIdRules Standard { get; } = new(Guid.Empty, DefaultNumberId: null);

    public static CallerIdRules Create(CallerIdRulesChanged changed) => new(changed.RulesId, changed.DefaultNumberId);

    public CallerIdRules Apply(CallerIdRulesChanged changed) => this with { DefaultNumberId = changed.DefaultNumberId };
}

public sealed record CallerIdRulesChanged(Guid RulesId, Guid? DefaultNumberId);

/// <summary>What one person chose to show: kept here, on the server, so that it holds for every device they call with.</summary>
public sealed partial record PersonalCallerId(Guid Id, Guid PersonId, CallerIdChoice Choice)
{
    /// <summary>For their private role; each role has a choice of its own.</summary>
    public bool IsPrivate { get; init; }

    public static PersonalCallerId Create(CallerIdChosen chosen) =>
        new(chosen.ChoiceId, chosen.PersonId, chosen.Choice) { IsPrivate = chosen.IsPrivate };

    public PersonalCallerId Apply(CallerIdChosen chosen) => this with { Choice = chosen.Choice };
}

public sealed record CallerIdChosen(Guid ChoiceId, Guid PersonId, CallerIdChoice Choice, bool IsPrivate = false);

/// <summary>One of the company's numbers, or none: then the number is hidden.</summary>
public sealed record CallerIdChoice(Guid? NumberId)
{
    public static CallerIdChoice Anonymous { get; } = new((Guid?)null);

    public bool IsAnonymous => NumberId is null;
}

/// <summary>What a call shows to the other side.</summary>
/// <param name="E164">The number that is asserted to the provider; null when the company has none for this person.</param>
/// <param name="IsAnonymous">It must not be shown to the called party (RFC 3323, Privacy: id).</param>
public sealed record CallerId(string? E164, bool IsAnonymous);
