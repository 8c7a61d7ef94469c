using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the administrator fills in for a sound.</summary>
internal sealed record SoundFields
{
    public string? Name { get; init; }

    /// <summary>Of a new one.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>"nl", "en", or empty: of none.</summary>
    public string? Language { get; init; }

    /// <summary>WAV, MP3 or Ogg; of one that is there already only when it is to be replaced.</summary>
    public IFormFile? File { get; init; }

    /// <summary>Of <see cref="Language"/>.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["nl", "en"];

    public string? SpokenLanguage => string.IsNullOrEmpty(Language) ? null : Language;

    public sealed class Rules : AbstractValidator<SoundFields>
    {
        public Rules(IStringLocalizer<SettingsText> text)
        {
            RuleFor(input => input.Name)
                .Cascade(CascadeMode.Stop)
                .Must(name => !string.IsNullOrWhiteSpace(name))
                .WithMessage(_ => text["SoundNeedsName"])
                .MaximumLength(CompanySound.LongestName)
                .WithMessage(_ => text["TooLong", CompanySound.LongestName]);
            RuleFor(input => input.Kind).Must(kind => kind is null || Enum.IsDefined(kind.Value)).WithMessage(_ => text["ChooseOne"]);
            RuleFor(input => input.Language)
                .Must(language => string.IsNullOrEmpty(language) || Languages.Contains(language))
                .WithMessage(_ => text["ChooseOne"]);
        }
    }
}

/// <summary>As the pages that add and change one name their fields.</summary>
/// <param name="Known">What is changed; null: it is a new one.</param>
internal sealed record SoundForm(SoundFields Input, CompanySound? Known = null);
