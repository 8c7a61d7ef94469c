using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Ldap;
using ConnectMe.Identity.Ldap.Wire;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator types about the company's directory. Lists have one a line.</summary>
internal sealed record DirectoryFields
{
    public bool IsOn { get; init; }
    public DirectoryKind Kind { get; init; }
    public string? Servers { get; init; }
    public DirectorySecurity Security { get; init; }
    public string? Certificates { get; init; }
    public string? AccountDn { get; init; }

    /// <summary>Empty: as it was, as long as it goes to the same servers as the same account.</summary>
    public string? Password { get; init; }
    public string? BaseDn { get; init; }
    public string? Filter { get; init; }
    public string? RequiredGroup { get; init; }
    public string? NameAttribute { get; init; }
    public string? EmailAttribute { get; init; }
    public string? DepartmentAttribute { get; init; }
    public string? MobileAttribute { get; init; }
    public string? Domains { get; init; }
    public bool DeactivatesGone { get; init; }

    public static DirectoryFields Of(DirectorySettings settings) =>
        new()
        {
            IsOn = settings.IsOn,
            Kind = settings.Kind,
            Servers = string.Join('\n', settings.Servers),
            Security = settings.Security,
            Certificates = settings.TrustedCertificates,
            AccountDn = settings.AccountDn,
            BaseDn = settings.BaseDn,
            Filter = settings.Filter,
            RequiredGroup = settings.RequiredGroup,
            NameAttribute = settings.Attributes.Name,
            EmailAttribute = settings.Attributes.Email,
            DepartmentAttribute = settings.Attributes.Department,
            MobileAttribute = settings.Attributes.Mobile,
            Domains = string.Join('\n', settings.Domains),
            DeactivatesGone = settings.DeactivatesGone,
        };

    /// <summary>The password that was kept goes nowhere but where it was meant for.</summary>
    public bool KeepsPassword(DirectorySettings? before) =>
        before is { ProtectedPassword.Length: > 0 }
        && before.AccountDn == Trimmed(AccountDn)
        && ReadServers().All(server => before.Servers.Contains(server));

    public DirectorySettings ToSettings(Guid company, DirectorySettings? before, DirectorySecrets secrets) =>
        new(company)
        {
            IsOn = IsOn,
            Kind = Kind,
            Servers = [.. ReadServers().Distinct()],
            Security = Security,
            TrustedCertificates = OrNull(Certificates),
            AccountDn = Trimmed(AccountDn),
            ProtectedPassword = string.IsNullOrEmpty(Password) ? before!.ProtectedPassword : secrets.Protect(Password),
            BaseDn = Trimmed(BaseDn),
            Filter = OrNull(Filter),
            RequiredGroup = OrNull(RequiredGroup),
            Attributes = new DirectoryAttributes(
                OrNull(NameAttribute),
                OrNull(EmailAttribute),
                OrNull(DepartmentAttribute),
                OrNull(MobileAttribute)
            ),
            Domains = [.. Lines(Domains).Select(domain => domain.TrimStart('@').ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
            DeactivatesGone = DeactivatesGone,
        };

    internal sealed class Rules : AbstractValidator<DirectoryFields>
    {
        public Rules(IStringLocalizer<DirectoryText> text)
        {
            RuleFor(f => f.Kind).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Security).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Servers).Must((fields, _) => fields.AreServers()).WithMessage(_ => text["NotServers", MostServers]);
            RuleFor(f => f.Certificates)
                .Must(pem =>
                    string.IsNullOrWhiteSpace(pem) || (pem.Length <= LongestPem && DirectoryTrust.Count(pem) is > 0 and <= MostCertificates)
                )
                .WithMessage(_ => text["NotCertificates"]);
            RuleFor(f => f.AccountDn).Must(IsText).WithMessage(_ => text["NeedsAccount"]);
            RuleFor(f => f.Password).MaximumLength(1000).WithMessage(_ => text["TooLong"]);
            RuleFor(f => f.BaseDn).Must(IsDn).WithMessage(_ => text["NotADn"]);
            RuleFor(f => f.RequiredGroup).Must(dn => string.IsNullOrWhiteSpace(dn) || IsDn(dn)).WithMessage(_ => text["NotADn"]);
            RuleFor(f => f.Filter)
                .Must(filter => string.IsNullOrWhiteSpace(filter) || IsFilter(filter))
                .WithMessage(_ => text["NotAFilter"]);
            RuleFor(f => f.NameAttribute).Must(IsAttribute).WithMessage(_ => text["NotAnAttribute"]);
            RuleFor(f => f.EmailAttribute).Must(IsAttribute).WithMessage(_ => text["NotAnAttribute"]);
            RuleFor(f => f.DepartmentAttribute).Must(IsAttribute).WithMessage(_ => text["NotAnAttribute"]);
            RuleFor(f => f.MobileAttribute).Must(IsAttribute).WithMessage(_ => text["NotAnAttribute"]);
            RuleFor(f => f.Domains)
                .Must(domains => Lines(domains) is { Length: <= MostDomains } all && Array.TrueForAll(all, IsDomain))
                .WithMessage(_ => text["NotDomains"]);
        }

        static bool IsText(string? typed) => Trimmed(typed) is { Length: > 0 and <= 500 } text && !text.Any(char.IsControl);

        static bool IsDn(string? typed) => IsText(typed) && typed!.Contains('=', StringComparison.Ordinal);

        static bool IsFilter(string filter) =>
            filter.Contains(FilterReader.Placeholder, StringComparison.Ordinal) && FilterReader.Read(filter.Trim(), "name") is not null;

        static bool IsAttribute(string? typed) =>
            string.IsNullOrWhiteSpace(typed)
            || (typed.Trim() is { Length: <= 100 } name && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.'));

        static bool IsDomain(string typed) =>
            typed.TrimStart('@') is { Length: > 0 and <= 253 } domain
            && domain.Contains('.', StringComparison.Ordinal)
            && Uri.CheckHostName(domain) is UriHostNameType.Dns;
    }

    bool AreServers()
    {
        var lines = Lines(Servers);
        return lines.Length is > 0 and <= MostServers && ReadServers().Count() == lines.Length;
    }

    IEnumerable<DirectoryServer> ReadServers() =>
        Lines(Servers).Select(line => DirectoryServer.Read(line, Security is DirectorySecurity.Tls ? 636 : 389)).OfType<DirectoryServer>();

    static string[] Lines(string? typed) =>
        (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static string Trimmed(string? typed) => typed?.Trim() ?? "";

    static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    const int MostServers = 5;
    const int MostDomains = 20;
    const int MostCertificates = 20;
    const int LongestPem = 60_000;
}
