using ConnectMe.Telephony.Configuration;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What is wrong with a trunk, in the administrator's words, and what to do about it.</summary>
internal sealed class TrunkWords(IStringLocalizer<SettingsText> text)
{
    /// <summary>For a tag.</summary>
    public string Short(TrunkFault? fault) => text[$"Fault-{fault?.Kind ?? TrunkFaultKind.NoAnswer}"];

    /// <summary>A sentence or two.</summary>
    public string Sentence(TrunkFault fault, string server, TimeSpan took) =>
        fault.Kind switch
        {
            TrunkFaultKind.NameNotFound => text["FaultText-NameNotFound", Clip(fault.Detail) ?? server],
            TrunkFaultKind.NoAnswer => text["FaultText-NoAnswer", server, Math.Max(1, (int)Math.Round(took.TotalSeconds))],
            TrunkFaultKind.NotConnected => text["FaultText-NotConnected", server],
            TrunkFaultKind.CertificateRefused => text["FaultText-CertificateRefused", server],
            TrunkFaultKind.Refused => text["FaultText-Refused", fault.Status ?? 0, Clip(fault.Detail) ?? ""],
            _ => text[$"FaultText-{fault.Kind}"],
        };

    /// <summary>The other side's own words are shown, but not pages of them.</summary>
    static string? Clip(string? detail) => detail is { Length: > Longest } ? detail[..Longest] : detail;

    const int Longest = 120;
}
