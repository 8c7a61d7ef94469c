using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Sms;
using ConnectMe.Kernel.Outside;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator types about the SMS gateway.</summary>
internal sealed record SmsFields
{
    public SmsMethod Method { get; init; }
    public string? Address { get; init; }
    public string? Headers { get; init; }
    public SmsContent Content { get; init; }
    public string? Body { get; init; }

    /// <summary>Empty: as it was, as long as it goes to the same server.</summary>
    public string? Secret { get; init; }

    public static SmsFields Of(SmsGateway gateway) =>
        new()
        {
            Method = gateway.Method,
            Address = gateway.Address,
            Headers = gateway.Headers,
            Content = gateway.Content,
            Body = gateway.Body,
        };

    public SmsGateway ToGateway(Guid company, SmsGateway? before, SmsSecrets secrets)
    {
        var address = Address!.Trim();
        var kept = before is not null && Server(before.Address) == Server(address) ? before.ProtectedSecret : null;
        return new SmsGateway(
            company,
            Method,
            address,
            (Headers ?? "").ReplaceLineEndings("\n").Trim(),
            Content,
            Method is SmsMethod.Get ? "" : Body ?? "",
            string.IsNullOrEmpty(Secret) ? kept : secrets.Protect(Secret)
        );
    }

    /// <summary>Null: it is not the same for every message.</summary>
    static string? Server(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.Authority.Contains('{', StringComparison.Ordinal)
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    internal sealed class Rules : AbstractValidator<SmsFields>
    {
        public Rules(SmsSettings settings, IStringLocalizer<SmsText> text)
        {
            RuleFor(f => f.Method).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Content).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Address).Must(address => IsUsable(address?.Trim(), settings)).WithMessage(_ => text["NotAnAddress"]);
            RuleFor(f => f.Headers).Must(headers => AreHeaders(headers ?? "")).WithMessage(_ => text["NotHeaders"]);
            RuleFor(f => f.Body).MaximumLength(4000).WithMessage(_ => text["BodyLong"]);
            RuleFor(f => f.Secret).MaximumLength(1000).WithMessage(_ => text["BodyLong"]);
            RuleFor(f => f.Body).Must((fields, _) => fields.SaysAll).WithMessage(_ => text["NoText"]);
        }

        static bool IsUsable(string? address, SmsSettings settings) =>
            address is not null && Server(address) is not null && OutsideAddress.IsUsable(address, settings.PrivateGateways);

        static bool AreHeaders(string typed)
        {
            var headers = SmsTemplate.HeadersOf(typed).ToList();
            return typed.Length <= 4000
                && headers.Count <= 10
                && headers.TrueForAll(header => IsOurs(header.Name) && header.Value.All(IsPrintable));
        }

        // RFC 9110 §5.1: a token; and none of those that say how long a message is or where it goes
        static bool IsOurs(string name) =>
            name.Length is > 0 and <= 100
            && name.All(sign => char.IsAsciiLetterOrDigit(sign) || "!#$%&'*+-.^_`|~".Contains(sign, StringComparison.Ordinal))
            && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            && !Hops.Contains(name, StringComparer.OrdinalIgnoreCase);

        static bool IsPrintable(char sign) => sign is >= ' ' and < '\u007f';

        static readonly string[] Hops =
        [
            "Host",
            "Connection",
            "Keep-Alive",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "Expect",
        ];
    }

    bool SaysAll
    {
        get
        {
            var all = Address + (Method is SmsMethod.Get ? "" : Body);
            return all.Contains("{text}", StringComparison.Ordinal)
                && (all.Contains("{number}", StringComparison.Ordinal) || all.Contains("{digits}", StringComparison.Ordinal));
        }
    }
}
