using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator types about the mail server.</summary>
internal sealed record MailFields
{
    public string? Host { get; init; }
    public int? Port { get; init; } = 587;
    public MailSecurity Security { get; init; }
    public string? UserName { get; init; }

    /// <summary>Empty: as it was, as long as it goes to the same server and account.</summary>
    public string? Password { get; init; }
    public string? Sender { get; init; }
    public string? Language { get; init; } = CompanyMail.StandardLanguage;

    /// <summary>Empty: where the administrator is now.</summary>
    public string? Site { get; init; }

    public static MailFields Of(MailSettings settings) =>
        new()
        {
            Host = settings.Host,
            Port = settings.Port,
            Security = settings.Security,
            UserName = settings.UserName,
            Sender = settings.Sender,
            Language = settings.Language,
            Site = settings.Site,
        };

    public MailSettings ToSettings(Guid company, MailSettings? before, MailPasswords passwords, string here)
    {
        var (host, user) = (Host!.Trim(), string.IsNullOrWhiteSpace(UserName) ? null : UserName.Trim());
        var kept = before is not null && before.Host == host && before.UserName == user ? before.ProtectedPassword : null;
        var password = string.IsNullOrEmpty(Password) ? kept : passwords.Protect(Password);
        return new MailSettings(company, host, Port!.Value, Security, user, user is null ? null : password, Sender!.Trim(), Language!)
        {
            Site = string.IsNullOrWhiteSpace(Site) ? here : new Uri(Site.Trim()).GetLeftPart(UriPartial.Authority),
        };
    }

    internal sealed class Rules : AbstractValidator<MailFields>
    {
        public Rules(IStringLocalizer<MailText> text)
        {
            RuleFor(f => f.Host)
                .Must(host =>
                    host is not null && host.Trim().Length <= 253 && Uri.CheckHostName(host.Trim()) is not UriHostNameType.Unknown
                )
                .WithMessage(_ => text["NotAHost"]);
            RuleFor(f => f.Port).Must(port => port is > 0 and <= 65535).WithMessage(_ => text["NotAPort"]);
            RuleFor(f => f.Security).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Sender).Must(sender => MailAddress.Read(sender) is not null).WithMessage(_ => text["NotAnAddress"]);
            RuleFor(f => f.Language).Must(language => language is "nl" or "en").WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Site).Must(site => string.IsNullOrWhiteSpace(site) || IsSite(site.Trim())).WithMessage(_ => text["NotASite"]);
            RuleFor(f => f.UserName).MaximumLength(254).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.Password).MaximumLength(1000).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.UserName)
                .Must(string.IsNullOrWhiteSpace)
                .When(f => f.Security is MailSecurity.None)
                .WithMessage(_ => text["PasswordInTheClear"]);
        }

        static bool IsSite(string typed) =>
            typed.Length <= 253
            && Uri.TryCreate(typed, UriKind.Absolute, out var site)
            && (site.Scheme == Uri.UriSchemeHttps || site.Scheme == Uri.UriSchemeHttp)
            && site is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
    }
}
