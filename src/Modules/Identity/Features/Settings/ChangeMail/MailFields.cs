using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel.Outside;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator types about the mail server.</summary>
internal sealed record MailFields
{
    public string? Host { get; init; }
    public int? Port { get; init; } = 587;
    public MailSecurity Security { get; init; }
    public MailSignIn SignIn { get; init; }

    /// <summary>With a token: the mailbox.</summary>
    public string? UserName { get; init; }
    public string? Tenant { get; init; }
    public string? ClientId { get; init; }
    public string? TokenAddress { get; init; }
    public string? Scope { get; init; }

    /// <summary>Or the client's secret, or the key of a service account. Empty: as it was, as long as it goes to the same server and account.</summary>
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
            SignIn = settings.OAuth?.Kind ?? MailSignIn.Password,
            Tenant = settings.OAuth?.Tenant,
            ClientId = settings.OAuth?.ClientId,
            TokenAddress = settings.OAuth?.TokenAddress,
            Scope = settings.OAuth?.Scope,
        };

    MailOAuth? OAuth =>
        SignIn switch
        {
            MailSignIn.Microsoft365 => MailOAuth.Microsoft(Tenant!.Trim(), ClientId!.Trim()),
            MailSignIn.Google => MailOAuth.Google,
            MailSignIn.OAuth => new MailOAuth(SignIn, TokenAddress!.Trim(), ClientId!.Trim(), Scope?.Trim() ?? "", ""),
            _ => null,
        };

    /// <summary>Of the big providers, when none was typed.</summary>
    string? HostOrTheirs =>
        string.IsNullOrWhiteSpace(Host)
            ? SignIn switch
            {
                MailSignIn.Microsoft365 => "smtp.office365.com",
                MailSignIn.Google => "smtp.gmail.com",
                _ => null,
            }
            : Host.Trim();

    public MailSettings ToSettings(Guid company, MailSettings? before, MailPasswords passwords, string here)
    {
        var (host, user) = (HostOrTheirs!, string.IsNullOrWhiteSpace(UserName) ? null : UserName.Trim());
        var kept =
            before is not null && before.Host == host && before.UserName == user && before.OAuth == OAuth ? before.ProtectedPassword : null;
        var password = string.IsNullOrEmpty(Password) ? kept : passwords.Protect(Password);
        return new MailSettings(company, host, Port!.Value, Security, user, user is null ? null : password, Sender!.Trim(), Language!)
        {
            OAuth = OAuth,
            Site = string.IsNullOrWhiteSpace(Site) ? here : new Uri(Site.Trim()).GetLeftPart(UriPartial.Authority),
        };
    }

    internal sealed class Rules : AbstractValidator<MailFields>
    {
        public Rules(OAuthSettings options, IStringLocalizer<MailText> text)
        {
            RuleFor(f => f.Host)
                .Must((f, _) => f.HostOrTheirs is { Length: <= 253 } host && Uri.CheckHostName(host) is not UriHostNameType.Unknown)
                .WithMessage(_ => text["NotAHost"]);
            RuleFor(f => f.Port).Must(port => port is > 0 and <= 65535).WithMessage(_ => text["NotAPort"]);
            RuleFor(f => f.Security).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Sender).Must(sender => MailAddress.Read(sender) is not null).WithMessage(_ => text["NotAnAddress"]);
            RuleFor(f => f.Language).Must(language => language is "nl" or "en").WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Site).Must(site => string.IsNullOrWhiteSpace(site) || IsSite(site.Trim())).WithMessage(_ => text["NotASite"]);
            RuleFor(f => f.UserName).MaximumLength(254).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.SignIn).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            When(f => f.SignIn is not MailSignIn.Password, () => ByToken(options, text));
            RuleFor(f => f.Password).MaximumLength(LongestSecret).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.UserName)
                .Must(string.IsNullOrWhiteSpace)
                .When(f => f.Security is MailSecurity.None)
                .WithMessage(_ => text["PasswordInTheClear"]);
        }

        void ByToken(OAuthSettings options, IStringLocalizer<MailText> text)
        {
            RuleFor(f => f.UserName).Must(user => MailAddress.Read(user) is not null).WithMessage(_ => text["NotAMailbox"]);
            RuleFor(f => f.Tenant)
                .Must(tenant =>
                    !string.IsNullOrWhiteSpace(tenant) && tenant.Trim().All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-')
                )
                .When(f => f.SignIn is MailSignIn.Microsoft365)
                .WithMessage(_ => text["NotATenant"]);
            RuleFor(f => f.ClientId)
                .Must(id => !string.IsNullOrWhiteSpace(id) && id.Length <= 254)
                .When(f => f.SignIn is not MailSignIn.Google)
                .WithMessage(_ => text["NoClientId"]);
            RuleFor(f => f.TokenAddress)
                .Must(address => OutsideAddress.IsUsable(address?.Trim(), options.PrivateTokenServers))
                .When(f => f.SignIn is MailSignIn.OAuth)
                .WithMessage(_ => text["NotATokenAddress"]);
            RuleFor(f => f.Scope).MaximumLength(1000).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.Password)
                .Must(key => string.IsNullOrEmpty(key) || ServiceAccountKey.Read(key) is not null)
                .When(f => f.SignIn is MailSignIn.Google)
                .WithMessage(_ => text["NotAKey"]);
        }

        static bool IsSite(string typed) =>
            typed.Length <= 253
            && Uri.TryCreate(typed, UriKind.Absolute, out var site)
            && (site.Scheme == Uri.UriSchemeHttps || site.Scheme == Uri.UriSchemeHttp)
            && site is { PathAndQuery: "/", Fragment: "", UserInfo: "" };

        /// <summary>The key of a service account has about 2,400 signs.</summary>
        const int LongestSecret = 8000;
    }
}
