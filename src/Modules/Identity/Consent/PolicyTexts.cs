using System.Globalization;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Consent;

/// <summary>The policies in words: the company's own, else those that come with ConnectMe.</summary>
internal sealed class PolicyTexts(PoliciesInMemory policies, IStringLocalizer<PolicyText> text)
{
    public ShownPolicy Of(CompanyId company, PolicyKind kind)
    {
        var own = policies.Of(company, kind);
        var words =
            own is null ? Ours(kind, IsDutch ? "nl" : "en")
            : IsDutch ? own.Dutch
            : own.English;
        return new ShownPolicy(
            kind,
            own?.Edition ?? Policy.OurVersion,
            own?.PublishedAt,
            [.. words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
        );
    }

    public IReadOnlyList<ShownPolicy> All(CompanyId company) => [.. Enum.GetValues<PolicyKind>().Select(kind => Of(company, kind))];

    /// <summary>What comes with ConnectMe.</summary>
    public string Ours(PolicyKind kind, string language)
    {
        var reader = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return text[$"Ours-{kind}"].Value.Replace(" ¶ ", "\n\n", StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }

    static bool IsDutch => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl";
}

/// <param name="PublishedAt">Null: ours.</param>
internal sealed record ShownPolicy(PolicyKind Kind, int Version, DateTimeOffset? PublishedAt, IReadOnlyList<string> Paragraphs);
