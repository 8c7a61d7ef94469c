using ConnectMe.Presence.Contracts;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Domain;

/// <summary>The statuses that every company has until it changes one (A6-01). Their ids are the same everywhere, since people choose them before anything is kept.</summary>
public static class UsualStatuses
{
    public static readonly Guid Available = UsualStatusIds.Available;
    public static readonly Guid InMeeting = UsualStatusIds.InMeeting;
    public static readonly Guid Lunch = UsualStatusIds.Lunch;
    public static readonly Guid FromHome = UsualStatusIds.FromHome;
    public static readonly Guid Away = UsualStatusIds.Away;
    public static readonly Guid NotAvailable = UsualStatusIds.NotAvailable;
    public static readonly Guid Holiday = UsualStatusIds.Holiday;
    public static readonly Guid DoNotDisturb = UsualStatusIds.DoNotDisturb;

    /// <param name="id">Of the company's stream.</param>
    public static CompanyStatuses Of(Guid id) => new(id, All, Available);

    static CallFlow Both(CallTreatment treatment) => new(treatment, treatment);

    /// <summary>Who is not at work gets no calls out of queues.</summary>
    static CallFlow Off(CallTreatment ofFixed, CallTreatment ofMobile) => new(ofFixed, ofMobile) { PausesQueues = true };

    static CallFlow Off(CallTreatment treatment) => Off(treatment, treatment);

    static CallTreatment Short { get; } = CallTreatment.Standard with { Seconds = 20, Otherwise = Forwarding.Voicemail };

    static CallTreatment AtHome { get; } = CallTreatment.Standard with { Rings = RungDevices.Softphone | RungDevices.Mobile };

    static CallTreatment VoicemailAtOnce { get; } =
        CallTreatment.Standard with
        {
            Rings = RungDevices.None,
            Otherwise = Forwarding.Voicemail,
        };

    static IReadOnlyList<Status> All { get; } =
    [
        new(Available, "Beschikbaar", "Available", "ok", CallFlow.Standard),
        new(InMeeting, "In vergadering", "In a meeting", "away", Off(Short)),
        new(Lunch, "Lunch", "Lunch", "away", Off(Short)),
        new(FromHome, "Thuiswerken", "Working from home", "ok", Both(AtHome) with { Queue = AtHome }),
        new(Away, "Afwezig", "Away", "away", Off(Short)),
        new(
            NotAvailable,
            "Niet beschikbaar (vast nummer)",
            "Not available (fixed number)",
            "off",
            Off(VoicemailAtOnce, CallTreatment.Standard)
        ),
        new(Holiday, "Vakantie", "Holiday", "off", Off(VoicemailAtOnce)),
        new(DoNotDisturb, "Niet storen", "Do not disturb", "dnd", Off(VoicemailAtOnce)),
    ];
}
