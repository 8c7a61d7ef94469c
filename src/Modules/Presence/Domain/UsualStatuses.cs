using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Presence.Domain;

/// <summary>The statuses that every company has until it changes one (A6-01). Their ids are the same everywhere, since people choose them before anything is kept.</summary>
public static class UsualStatuses
{
    public static readonly Guid Available = new("5a7a7000-0000-8000-8000-000000000001");
    public static readonly Guid InMeeting = new("5a7a7000-0000-8000-8000-000000000002");
    public static readonly Guid Lunch = new("5a7a7000-0000-8000-8000-000000000003");
    public static readonly Guid FromHome = new("5a7a7000-0000-8000-8000-000000000004");
    public static readonly Guid Away = new("5a7a7000-0000-8000-8000-000000000005");
    public static readonly Guid NotAvailable = new("5a7a7000-0000-8000-8000-000000000006");
    public static readonly Guid Holiday = new("5a7a7000-0000-8000-8000-000000000007");
    public static readonly Guid DoNotDisturb = new("5a7a7000-0000-8000-8000-000000000008");

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
