using ConnectMe.Identity.Contracts;

namespace ConnectMe.Identity.Domain;

/// <summary>What was decided for one person alone; null: as their template says.</summary>
public sealed record RightsOfOne
{
    public static RightsOfOne None { get; } = new();

    public bool? UnifiedCommunications { get; init; }
    public bool? Voicemail { get; init; }
    public bool? VisualVoicemail { get; init; }
    public bool? Parking { get; init; }
    public PickUpFrom? PickUp { get; init; }
    public RecordingRight? Recording { get; init; }
    public CallerIdKinds? CallerIds { get; init; }
    public OutsideCalls? Outside { get; init; }

    public PersonRights On(PersonRights template) =>
        new()
        {
            UnifiedCommunications = UnifiedCommunications ?? template.UnifiedCommunications,
            Voicemail = Voicemail ?? template.Voicemail,
            VisualVoicemail = VisualVoicemail ?? template.VisualVoicemail,
            Parking = Parking ?? template.Parking,
            PickUp = PickUp ?? template.PickUp,
            Recording = Recording ?? template.Recording,
            CallerIds = CallerIds ?? template.CallerIds,
            Outside = Outside ?? template.Outside,
        };
}
