using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Whom to ask for help: a name, and at least one way to reach them.</summary>
internal sealed record SupportFields
{
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Link { get; init; }

    public static SupportFields Of(SupportContact contact) =>
        new()
        {
            Name = contact.Name,
            Phone = contact.Phone,
            Email = contact.Email,
            Link = contact.Link,
        };

    public SupportContact ToContact(Guid company) => new(company, Name!.Trim(), Typed(Phone), Typed(Email), Typed(Link));

    static string? Typed(string? field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();

    internal sealed class Rules : AbstractValidator<SupportFields>
    {
        public Rules(IStringLocalizer<SupportText> text)
        {
            RuleFor(f => f.Name).NotEmpty().WithMessage(_ => text["NameMissing"]).MaximumLength(100).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.Phone).Must(phone => Typed(phone) is not { } number || IsNumber(number)).WithMessage(_ => text["NotANumber"]);
            RuleFor(f => f.Email)
                .Must(email => Typed(email) is not { } address || MailAddress.Read(address) is not null)
                .WithMessage(_ => text["NotAnAddress"]);
            RuleFor(f => f.Link).Must(link => Typed(link) is not { } address || IsPage(address)).WithMessage(_ => text["NotALink"]);
            RuleFor(f => f.Phone)
                .Must((f, _) => Typed(f.Phone) is not null || Typed(f.Email) is not null || Typed(f.Link) is not null)
                .WithMessage(_ => text["OneOfThem"]);
        }

        static bool IsNumber(string typed) =>
            typed.Length <= 40
            && typed.All(sign => char.IsDigit(sign) || " +-().*#".Contains(sign, StringComparison.Ordinal))
            && typed.Any(char.IsDigit);

        /// <summary>A page to be opened, and nothing that a browser would run.</summary>
        static bool IsPage(string typed) =>
            typed.Length <= 500
            && Uri.TryCreate(typed, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
    }
}
