using System.Globalization;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Identity.Passwords;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What is asked at the first start, on all its screens. What was said on earlier ones travels along, and is looked at again.</summary>
internal sealed record SetUpFields : CompanyFields
{
    public string? Name { get; init; }
    public string? UserName { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }

    /// <summary>What the country suggests, where nothing was said yet.</summary>
    public SetUpFields WithDefaults() =>
        this with
        {
            TimeZone = TimeZone ?? ZonesOfCountries.GetValueOrDefault(Country ?? "", "Europe/Amsterdam"),
            Language = Language ?? (DutchSpeaking.Contains(Country) ? "nl" : "en"),
        };

    public CompanyFounded ToCompany(Guid id) => new(id, Company!.Trim(), Country, TimeZone, Language, Extensions);

    public UserAdded ToAdministrator(Guid id) =>
        new(
            id,
            Name!.Trim(),
            UserName!.Trim(),
            Email!.Trim(),
            FirstExtension!.Value.ToString(CultureInfo.InvariantCulture),
            Role: "",
            IsAdministrator: true
        );

    public static SetUpStep StepOf(string property) =>
        property switch
        {
            nameof(Company) or nameof(Country) => SetUpStep.Company,
            nameof(TimeZone) or nameof(Language) => SetUpStep.Time,
            nameof(FirstExtension) or nameof(LastExtension) => SetUpStep.Extensions,
            _ => SetUpStep.Administrator,
        };

    /// <summary>Of the countries with one zone that most often use this; the person chooses.</summary>
    static readonly Dictionary<string, string> ZonesOfCountries = new(StringComparer.Ordinal)
    {
        ["NL"] = "Europe/Amsterdam",
        ["BE"] = "Europe/Brussels",
        ["DE"] = "Europe/Berlin",
        ["FR"] = "Europe/Paris",
        ["LU"] = "Europe/Luxembourg",
        ["GB"] = "Europe/London",
        ["IE"] = "Europe/Dublin",
        ["AW"] = "America/Aruba",
        ["CW"] = "America/Curacao",
        ["SX"] = "America/Lower_Princes",
        ["SR"] = "America/Paramaribo",
    };

    static readonly HashSet<string?> DutchSpeaking = ["NL", "BE", "AW", "CW", "SX", "SR", "BQ"];

    internal new sealed class Rules : AbstractValidator<SetUpFields>
    {
        public Rules(IStringLocalizer<SetUpText> text, IStringLocalizer<PasswordText> passwordText)
        {
            Include(new CompanyFields.Rules(text));
            RuleFor(f => f.Name).NotEmpty().WithMessage(_ => text["NameMissing"]).MaximumLength(100).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.UserName)
                .Must(name =>
                    name?.Trim() is { Length: >= 2 and <= 64 } typed
                    && SignInName.Normalize(typed).Length > 0
                    && typed.All(sign => char.IsLetterOrDigit(sign) || sign is '.' or '-' or '_')
                )
                .WithMessage(_ => text["UserNameWrong"]);
            RuleFor(f => f.Email).Must(email => MailAddress.Read(email) is not null).WithMessage(_ => text["NotAnAddress"]);
            RuleFor(f => f.Password)
                .Custom(
                    (password, context) =>
                    {
                        var f = context.InstanceToValidate;
                        if (PasswordRule.WhyNot(password, f.UserName, f.Email, f.Name, f.Company) is { } why)
                        {
                            context.AddFailure(passwordText[why]);
                        }
                    }
                );
        }
    }
}
