using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using ConnectMe.Telephony.Contracts;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Presence.Features;

/// <summary>What becomes of calls, in the reader's words.</summary>
internal sealed class FlowWords(IStringLocalizer<PresenceText> text, ICurrentUser me, IPeople people, ICompanyPlace place)
{
    /// <summary>One line, for who is in that status (M4.4-02).</summary>
    public async Task<string> Summary(CallFlow flow, CancellationToken ct)
    {
        if (flow.ForwardAll is { } all)
        {
            return text["AllTo", await Words(all, ct)];
        }

        var ofFixed = await Summary(flow.Fixed, ct);
        return flow.Fixed == flow.Mobile ? ofFixed : text["FixedAndMobile", Low(ofFixed), Low(await Summary(flow.Mobile, ct))];
    }

    /// <summary>What happens to a call, sentence by sentence (A6-03).</summary>
    public async Task<IReadOnlyList<string>> Steps(CallTreatment treatment, CancellationToken ct)
    {
        var to = await Words(treatment.Otherwise, ct);
        if (treatment.Rings is RungDevices.None)
        {
            return [text["RingsNothing"], text[$"AtOnce-{treatment.Otherwise.Kind}", to]];
        }

        var devices = Devices(treatment.Rings, "The");
        var ring =
            devices.Count > 1
                ? treatment.InTurn
                    ? "RingInTurn"
                    : "RingTogether"
                : treatment.Rings is RungDevices.Softphone or RungDevices.Mobile
                    ? "RingsOne"
                    : treatment.InTurn && treatment.Rings is RungDevices.Chosen
                        ? "RingInTurn"
                        : "RingAll";
        return [Up(text[ring, List(devices), treatment.Seconds]), text[$"Otherwise-{treatment.Otherwise.Kind}", to]];
    }

    /// <summary>What rings for a call out of a queue.</summary>
    public string OfQueues(CallTreatment treatment) =>
        treatment.Rings is RungDevices.None
            ? text["QueuesPaused"]
            : text[treatment.InTurn ? "QueueRingsInTurn" : "QueueRings", List(Devices(treatment.Rings, "The"))];

    /// <summary>A number as people read it; an extension as it is dialled.</summary>
    public string Number(string typed) =>
        TelephoneNumbers.Read(typed, place.Region) is { } e164 ? TelephoneNumbers.Show(e164) : typed.Trim();

    /// <summary>Where a call goes; empty when nowhere.</summary>
    public async Task<string> Words(CallTarget target, CancellationToken ct) =>
        target.Kind switch
        {
            CallTargetKind.Number => Number(target.Number ?? ""),
            CallTargetKind.Colleague => (await people.Of(me.Company, ct)).FirstOrDefault(one => one.Id.Value == target.PersonId)?.Name
                ?? text["SomebodyGone"],
            CallTargetKind.Application => text["Voicemail"],
            _ => "",
        };

    async Task<string> Summary(CallTreatment treatment, CancellationToken ct)
    {
        var to = await Words(treatment.Otherwise, ct);
        if (treatment.Rings is RungDevices.None)
        {
            return text[$"Nothing-{treatment.Otherwise.Kind}", to];
        }

        var rings = treatment.Rings is RungDevices.Chosen ? OfChosen(treatment) : OfThese(treatment);
        return Up(treatment.Otherwise.Kind is CallTargetKind.Nobody ? rings : text[$"Then-{treatment.Otherwise.Kind}", rings, to]);
    }

    string OfChosen(CallTreatment treatment) =>
        text[
            treatment.InTurn ? "ShortChosenInTurn"
            : treatment.Seconds == CallTreatment.Standard.Seconds ? "ShortStandard"
            : "ShortChosen",
            treatment.Seconds
        ];

    string OfThese(CallTreatment treatment)
    {
        var devices = Devices(treatment.Rings, "Short");
        return treatment.InTurn && devices.Count > 1
            ? text["ShortInTurn", string.Join(text["ThenNext"], devices), treatment.Seconds]
            : text["ShortTogether", List(devices), treatment.Seconds];
    }

    List<string> Devices(RungDevices rings, string form) =>
        [
            .. new[] { RungDevices.Chosen, RungDevices.Softphone, RungDevices.DeskPhones, RungDevices.Mobile }
                .Where(device => rings.HasFlag(device))
                .Select(device => text[$"{form}-{device}"].Value),
        ];

    string List(List<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} {text["And"]} {words[^1]}";

    static string Up(string words) => words.Length == 0 ? "" : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];

    static string Low(string words) => words.Length == 0 ? "" : char.ToLower(words[0], CultureInfo.CurrentCulture) + words[1..];
}
