using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the signed-in user may show to the other side, and what they chose.</summary>
internal sealed class ShownCallerIds(ICurrentUser me, ITelephonyConfigurations configurations, IStringLocalizer<SettingsText> text)
{
    public async Task<CallerIdList> Mine(CancellationToken ct)
    {
        var configuration = await configurations.Of(me.Company, ct);
        var person = me.User.Value;
        var chosen = configuration.ChoiceOf(person);
        var options = configuration
            .ShownBy(person)
            .Select(number => new CallerIdOption(
                number.Id.ToString(),
                number.Kind,
                TitleOf(number),
                NumberPlan.Show(number.Number.Best),
                NumberPlan.ShowShort(number.Number.Best, configuration.Region),
                number.Id == chosen?.NumberId
            ))
            .ToList();
        if (configuration.MayHide(person))
        {
            options.Add(
                new CallerIdOption(
                    Anonymous,
                    Kind: null,
                    text["Incognito"],
                    text["IncognitoMeans"],
                    text["IncognitoShort"],
                    chosen is { IsAnonymous: true }
                )
            );
        }

        return new CallerIdList(options);
    }

    /// <summary>What a page sent as the choice; null: none, or nothing that can be one.</summary>
    public static CallerIdChoice? Read(string? choice) =>
        choice == Anonymous ? CallerIdChoice.Anonymous
        : Guid.TryParse(choice, out var number) ? new CallerIdChoice(number)
        : null;

    string TitleOf(CompanyNumber number) =>
        number switch
        {
            { Kind: NumberKind.Group, Label.Length: > 0 } => text["GroupNumber", number.Label],
            { Kind: NumberKind.Personal, Label.Length: > 0, PersonId: null } => number.Label,
            _ => text[$"Kind-{number.Kind}"],
        };

    public const string Anonymous = "anonymous";
}

internal sealed record CallerIdList(IReadOnlyList<CallerIdOption> Options)
{
    /// <summary>Null when nothing is chosen and there is no number to show.</summary>
    public CallerIdOption? Chosen => Options.FirstOrDefault(option => option.IsChosen);
}

/// <param name="Value">What stands for it in a request.</param>
/// <param name="Kind">Null: the number is hidden.</param>
/// <param name="Short">For the top bar.</param>
internal sealed record CallerIdOption(string Value, NumberKind? Kind, string Title, string Detail, string Short, bool IsChosen);
