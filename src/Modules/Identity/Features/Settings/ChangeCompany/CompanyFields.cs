using System.Globalization;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator says of the company: the same, and by the same rules, at the set-up and later.</summary>
internal record CompanyFields
{
    public string? Company { get; init; }
    public string? Country { get; init; } = "NL";
    public string? TimeZone { get; init; }
    public string? Language { get; init; }
    public int? FirstExtension { get; init; } = 200;
    public int? LastExtension { get; init; } = 299;

    public static CompanyFields Of(CompanyProfile company) =>
        new()
        {
            Company = company.Name,
            Country = company.Country,
            TimeZone = company.TimeZone,
            Language = company.Language,
            FirstExtension = company.FirstExtension ?? 200,
            LastExtension = company.LastExtension ?? 299,
        };

    public ExtensionRange Extensions => new(FirstExtension!.Value, LastExtension!.Value);

    public CompanyChanged ToEvent(Guid id, DateTimeOffset at, Guid by) =>
        new(id, Company!.Trim(), Country!, TimeZone!, Language!, Extensions, at, by);

    internal sealed class Rules : AbstractValidator<CompanyFields>
    {
        public Rules(IStringLocalizer<SetUpText> text)
        {
            RuleFor(f => f.Company)
                .NotEmpty()
                .WithMessage(_ => text["CompanyMissing"])
                .MaximumLength(100)
                .WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.Country).Must(c => c is not null && TelephoneNumbers.Regions.Contains(c)).WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.TimeZone).Must(TimeZones.IsKnown).WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Language).Must(language => language is "nl" or "en").WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.FirstExtension)
                .Must(first => first is >= ExtensionRange.Lowest and <= ExtensionRange.Highest)
                .WithMessage(_ => text["ExtensionDigits"]);
            RuleFor(f => f.LastExtension)
                .Cascade(CascadeMode.Stop)
                .Must(last => last is >= ExtensionRange.Lowest and <= ExtensionRange.Highest)
                .WithMessage(_ => text["ExtensionDigits"])
                .Must((f, last) => last >= f.FirstExtension && Digits(last) == Digits(f.FirstExtension))
                .WithMessage(_ => text["RangeOrder"])
                .Must((f, _) => EmergencyNumberIn(f) is null)
                .WithMessage(f => text["RangeEmergency", EmergencyNumberIn(f) ?? ""]);
        }

        static int Digits(int? number) => $"{number}".Length;

        static string? EmergencyNumberIn(CompanyFields f) =>
            f is { Country: { } country, FirstExtension: { } first, LastExtension: { } last } && TelephoneNumbers.Regions.Contains(country)
                ? TelephoneNumbers
                    .EmergencyNumbersOf(country)
                    .Append("112")
                    .FirstOrDefault(n =>
                        n[0] != '0' && new ExtensionRange(first, last).Includes(int.Parse(n, CultureInfo.InvariantCulture))
                    )
                : null;
    }
}
