using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SingleSignOn;
using ConnectMe.Kernel.Outside;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator fills in for a provider.</summary>
internal sealed record ProviderFields
{
    /// <summary>Never from the form.</summary>
    [BindNever]
    public SignInProvider? Before { get; init; }

    public string? Name { get; init; }
    public string? Issuer { get; init; }
    public string? ClientId { get; init; }

    /// <summary>Empty: as it was, as long as it goes to the same issuer.</summary>
    public string? Secret { get; init; }

    public bool IsOn { get; init; }

    /// <summary>Separated by blanks, commas or lines.</summary>
    public string? Domains { get; init; }
    public bool LinksByEmail { get; init; }
    public bool MakesAccounts { get; init; }
    public bool IsOnlyWay { get; init; }
    public bool AsksOwnSecondFactor { get; init; }

    public static ProviderFields Of(SignInProvider provider) =>
        new()
        {
            Before = provider,
            Name = provider.Name,
            Issuer = provider.Issuer,
            ClientId = provider.ClientId,
            IsOn = provider.IsOn,
            Domains = string.Join(", ", provider.Domains),
            LinksByEmail = provider.LinksByEmail,
            MakesAccounts = provider.MakesAccounts,
            IsOnlyWay = provider.IsOnlyWay,
            AsksOwnSecondFactor = provider.AsksOwnSecondFactor,
        };

    public SignInProvider ToProvider(ProviderSecrets secrets) =>
        Before! with
        {
            Name = Name!.Trim(),
            Issuer = Issuer!.Trim(),
            ClientId = ClientId!.Trim(),
            ProtectedSecret = string.IsNullOrEmpty(Secret) ? KeptSecret : secrets.Protect(Secret.Trim()),
            IsOn = IsOn,
            Domains = DomainsOf(Domains),
            LinksByEmail = LinksByEmail,
            MakesAccounts = MakesAccounts,
            IsOnlyWay = IsOnlyWay,
            AsksOwnSecondFactor = AsksOwnSecondFactor,
        };

    /// <summary>Our secret is not told to a server that it was not meant for.</summary>
    string? KeptSecret => Before!.Issuer == Issuer!.Trim() ? Before.ProtectedSecret : null;

    static IReadOnlyList<string> DomainsOf(string? typed) =>
        [
            .. (typed ?? "")
                .Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Select(domain => domain.TrimStart('@').ToLowerInvariant())
                .Distinct(StringComparer.Ordinal),
        ];

    internal sealed class Rules : AbstractValidator<ProviderFields>
    {
        public Rules(SingleSignOnSettings settings, IStringLocalizer<SingleSignOnText> text)
        {
            RuleFor(f => f.Name)
                .Must(name => name?.Trim() is { Length: > 0 and <= SignInProvider.LongestName } plain && !plain.Any(char.IsControl))
                .WithMessage(_ => text["NeedsName", SignInProvider.LongestName]);
            RuleFor(f => f.Issuer)
                .Cascade(CascadeMode.Stop)
                .Must(issuer => IsIssuer(issuer?.Trim(), settings))
                .WithMessage(_ => text["NotAnIssuer"])
                .Must(issuer => !issuer!.Contains("/.well-known/", StringComparison.OrdinalIgnoreCase))
                .WithMessage(_ => text["NotTheDocument"])
                .Must((fields, issuer) => fields.Before?.Kind is not ProviderKind.Entra || !IsForAll(issuer!))
                .WithMessage(_ => text["NotForAll"]);
            RuleFor(f => f.ClientId)
                .Must(id => id?.Trim() is { Length: > 0 and <= 300 } plain && plain.All(sign => sign is > ' ' and < '\u007f'))
                .WithMessage(_ => text["NeedsClientId"]);
            RuleFor(f => f.Secret).MaximumLength(1000).WithMessage(_ => text["SecretLong"]);
            RuleFor(f => f.Secret)
                .Must((fields, secret) => !fields.IsOn || !string.IsNullOrWhiteSpace(secret) || fields.HasKeptSecret)
                .WithMessage(_ => text["NeedsSecret"]);
            RuleFor(f => f.Domains)
                .Cascade(CascadeMode.Stop)
                .Must(domains => DomainsOf(domains) is { Count: <= 50 } all && all.All(IsDomain))
                .WithMessage(_ => text["NotDomains"])
                .Must(
                    (fields, domains) =>
                        DomainsOf(domains).Count > 0 || fields is { LinksByEmail: false, MakesAccounts: false, IsOnlyWay: false }
                )
                .WithMessage(_ => text["NeedsDomains"]);
        }

        // OpenID Connect Discovery §3: HTTPS, no query or fragment
        static bool IsIssuer(string? issuer, SingleSignOnSettings settings) =>
            OutsideAddress.IsUsable(issuer, settings.PrivateProviders)
            && !issuer!.Contains('?', StringComparison.Ordinal)
            && !issuer.Contains('#', StringComparison.Ordinal);

        /// <summary>Microsoft's addresses for people of any company.</summary>
        static bool IsForAll(string issuer) =>
            new Uri(issuer).Segments is [_, var first, ..]
            && first.TrimEnd('/').ToLowerInvariant() is "common" or "organizations" or "consumers";

        static bool IsDomain(string domain) =>
            domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) is UriHostNameType.Dns;
    }

    bool HasKeptSecret => Before is { ProtectedSecret: not null } before && before.Issuer == Issuer?.Trim();
}
