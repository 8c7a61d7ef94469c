using System.Net;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What the administrator types in from the provider's letter.</summary>
internal sealed record TrunkFields
{
    public string? Preset { get; init; }
    public string? Name { get; init; }
    public TrunkMethod Method { get; init; }
    public string? Server { get; init; }
    public int? Port { get; init; }
    public string? Domain { get; init; }
    public TrunkTransport Transport { get; init; }
    public string? OutboundProxy { get; init; }
    public string? Username { get; init; }
    public string? AuthenticationName { get; init; }

    /// <summary>Empty for a trunk that has one: it stays.</summary>
    public string? Password { get; init; }

    /// <summary>Addresses and networks, separated by blanks or commas.</summary>
    public string? Sources { get; init; }
    public SrtpUse Srtp { get; init; }
    public TrunkCodec[] Codecs { get; init; } = [TrunkCodec.G722, TrunkCodec.Pcma, TrunkCodec.Pcmu];
    public NumberNotation Outgoing { get; init; }
    public NumberNotation Incoming { get; init; }
    public CallerIdHeader CallerIdHeader { get; init; }
    public int? ConcurrentCalls { get; init; } = 10;

    public static TrunkFields Of(TrunkPreset preset) => Of(preset.Name, preset.Settings) with { Preset = preset.Key };

    public static TrunkFields Of(string name, TrunkSettings settings) =>
        new()
        {
            Preset = settings.Preset,
            Name = name,
            Method = settings.Method,
            Server = settings.Server,
            Port = settings.Port,
            Domain = settings.Domain,
            Transport = settings.Transport,
            OutboundProxy = settings.OutboundProxy,
            Username = settings.Username,
            AuthenticationName = settings.AuthenticationName,
            Sources = string.Join(", ", settings.Sources),
            Srtp = settings.Srtp,
            Codecs = [.. settings.Codecs],
            Outgoing = settings.Outgoing,
            Incoming = settings.Incoming,
            CallerIdHeader = settings.CallerIdHeader,
            ConcurrentCalls = settings.ConcurrentCalls,
        };

    public TrunkSettings ToSettings() =>
        new()
        {
            Method = Method,
            Server = Server!.Trim(),
            Port = Port,
            Domain = Given(Domain),
            Transport = Transport,
            OutboundProxy = Given(OutboundProxy),
            Username = Given(Username),
            AuthenticationName = Given(AuthenticationName),
            Sources = [.. SourceList],
            Srtp = Srtp,
            Codecs = [.. Codecs.Distinct()],
            Outgoing = Outgoing,
            Incoming = Incoming,
            CallerIdHeader = CallerIdHeader,
            ConcurrentCalls = ConcurrentCalls!.Value,
            Preset = Given(Preset),
        };

    IEnumerable<string> SourceList =>
        (Sources ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal sealed class Rules : AbstractValidator<TrunkFields>
    {
        public Rules(IStringLocalizer<SettingsText> text)
        {
            RuleFor(f => f.Name)
                .Must(name => !string.IsNullOrWhiteSpace(name))
                .WithMessage(_ => text["TrunkNeedsName"])
                .MaximumLength(Trunk.LongestName)
                .WithMessage(_ => text["TooLong", Trunk.LongestName]);
            RuleFor(f => f.Server).Must(IsHost).WithMessage(_ => text["NotAServer"]);
            RuleFor(f => f.Domain).Must(host => Given(host) is null || IsHost(host)).WithMessage(_ => text["NotAServer"]);
            RuleFor(f => f.OutboundProxy).Must(proxy => Given(proxy) is null || IsHostAndPort(proxy!)).WithMessage(_ => text["NotAProxy"]);
            RuleFor(f => f.Port).InclusiveBetween(1, 65535).WithMessage(_ => text["NotAPort"]);
            RuleFor(f => f.Username)
                .Must(name => Given(name) is not null)
                .When(f => f.Method is TrunkMethod.Registration)
                .WithMessage(_ => text["TrunkNeedsUsername"])
                .Must(IsWithoutControls)
                .WithMessage(_ => text["NotAUsername"]);
            RuleFor(f => f.AuthenticationName).Must(IsWithoutControls).WithMessage(_ => text["NotAUsername"]);
            RuleFor(f => f.Password).MaximumLength(LongestPassword).WithMessage(_ => text["TooLong", LongestPassword]);
            RuleFor(f => f.Sources)
                .Must((f, _) => f.SourceList.All(IsSource) && f.SourceList.Count() <= MostSources)
                .WithMessage(_ => text["NotAddresses"])
                .Must((f, _) => f.SourceList.Any())
                .When(f => f.Method is TrunkMethod.Address, ApplyConditionTo.CurrentValidator)
                .WithMessage(_ => text["TrunkNeedsSources"]);
            RuleFor(f => f.Codecs).Must(codecs => codecs.Length > 0 && codecs.All(Enum.IsDefined)).WithMessage(_ => text["ChooseCodec"]);
            RuleFor(f => f.ConcurrentCalls)
                .NotNull()
                .WithMessage(_ => text["NotBetween", 1, TrunkSettings.MostConcurrentCalls])
                .InclusiveBetween(1, TrunkSettings.MostConcurrentCalls)
                .WithMessage(_ => text["NotBetween", 1, TrunkSettings.MostConcurrentCalls]);
            RuleFor(f => f.Method).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Transport).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Srtp).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Outgoing).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.Incoming).IsInEnum().WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.CallerIdHeader).IsInEnum().WithMessage(_ => text["ChooseOne"]);
        }

        /// <summary>A name that DNS can know, or an address.</summary>
        static bool IsHost(string? host) =>
            Given(host) is { Length: <= 253 } given
            && Uri.CheckHostName(given) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

        static bool IsHostAndPort(string proxy)
        {
            var given = proxy.Trim();
            var colon = given.LastIndexOf(':');
            return colon > 0 && !given.EndsWith(']') && given.AsSpan(0, colon).IndexOf(':') < 0
                ? IsHost(given[..colon]) && int.TryParse(given.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535
                : IsHost(given);
        }

        static bool IsSource(string source) => IPNetwork.TryParse(source, out _) || IPAddress.TryParse(source, out _);

        static bool IsWithoutControls(string? text) => text is null || (text.Length <= 128 && !text.Any(char.IsControl));

        const int LongestPassword = 256;
        const int MostSources = 64;
    }
}
