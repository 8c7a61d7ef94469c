using System.Net;
using System.Net.Sockets;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Health;
using ConnectMe.Media;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Signalling;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Health;

/// <summary>Where sound is sent to, by which port, for whom it has to go by TCP, and when that was last reached from outside: whether a firewall lets it through shows only then.</summary>
internal sealed class MediaCheck(
    MediaEngine media,
    MediaSettings settings,
    LineRegistry lines,
    SipServer sip,
    OutsideReach outside,
    IPeople people,
    LocalTime times,
    IStringLocalizer<SettingsText> text
) : ISystemCheck
{
    public int Order => 20;

    public async Task<IReadOnlyList<Finding>> Look(CompanyId company, CancellationToken ct) =>
        [Address(), Port(company), await Around(company, ct), await Outside(company, ct), Sip()];

    Finding Address()
    {
        var advertised = media.Options.PublicAddresses;
        var finding = advertised switch
        {
            [] => new Finding("address", text["PublicAddress"], FindingState.Missing, text["AddressNone"]),
            _ when advertised.All(IsPrivate) => new Finding(
                "address",
                text["PublicAddress"],
                FindingState.Missing,
                text["AddressPrivate", string.Join(", ", advertised)]
            ),
            _ => new Finding("address", text["PublicAddress"], FindingState.Good, text["AddressGood", string.Join(", ", advertised)]),
        };
        return finding with { ToDo = text["AddressToDo"] };
    }

    Finding Port(CompanyId company)
    {
        var up = lines.InUse(company);
        return settings.Port == 0
            ? new Finding("media-port", text["MediaPort"], FindingState.Warning, text["MediaPortChanges", media.Port])
            {
                ToDo = text["MediaPortToDo"],
            }
            : new Finding("media-port", text["MediaPort"], FindingState.Good, text["MediaPortOpen", media.Port, up]);
    }

    async Task<Finding> Around(CompanyId company, CancellationToken ct)
    {
        if (media.WhyNoTcp is { } taken)
        {
            return new Finding("media-tcp", text["MediaTcp"], FindingState.Warning, text["MediaTcpTaken", media.Port, taken])
            {
                ToDo = text["MediaTcpTakenToDo"],
            };
        }

        if (!media.HasTcp)
        {
            return new Finding("media-tcp", text["MediaTcp"], FindingState.Good, text["MediaTcpOff"]);
        }

        var around = lines
            .AllInUse(company)
            .Where(line => media.QualityOf(line.Line.Value) is { OverTcp: true })
            .Select(line => line.User)
            .ToHashSet();
        if (around.Count == 0)
        {
            return new Finding("media-tcp", text["MediaTcp"], FindingState.Good, text["MediaTcpOpen", media.Port]);
        }

        var who = (await people.Of(company, ct)).Where(person => around.Contains(person.Id)).Select(person => person.Name).Order();
        return new Finding("media-tcp", text["MediaTcp"], FindingState.Warning, text["MediaTcpUsed", media.Port, string.Join(", ", who)])
        {
            ToDo = text["MediaTcpUsedToDo", media.Port],
        };
    }

    /// <summary>Not <see cref="FindingState.Broken"/> where nobody has tried: it is only not known.</summary>
    async Task<Finding> Outside(CompanyId company, CancellationToken ct)
    {
        if (await outside.Last(company, ct) is not { } reached)
        {
            return new Finding("media-outside", text["MediaOutside"], FindingState.Missing, text["MediaOutsideNever"])
            {
                ToDo = text["MediaOutsideToDo", media.Port],
                Address = "/settings/connection",
            };
        }

        var who = (await people.Of(company, ct)).FirstOrDefault(person => person.Id.Value == reached.PersonId)?.Name ?? reached.From;
        return new Finding(
            "media-outside",
            text["MediaOutside"],
            FindingState.Good,
            text["MediaOutsideGood", times.When(reached.At), who, reached.From]
        );
    }

    Finding Sip() =>
        sip.IsOpen
            ? new Finding("sip", text["SipPort"], FindingState.Good, text["SipOpen"])
            : new Finding("sip", text["SipPort"], FindingState.Broken, text["SipClosed"]) { ToDo = text["SipToDo"] };

    /// <summary>Of a network of one's own (RFC 1918, RFC 4193), of this link or this machine: the internet has no way to it.</summary>
    static bool IsPrivate(IPAddress address) =>
        IPAddress.IsLoopback(address)
        || (
            address.AddressFamily is AddressFamily.InterNetwork
                ? address.GetAddressBytes()
                    is [10, ..]
                        or [192, 168, ..]
                        or [169, 254, ..]
                        or [172, >= 16 and <= 31, ..]
                        or [100, >= 64 and <= 127, ..]
                : address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
        );
}
