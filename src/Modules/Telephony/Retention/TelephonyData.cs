using ConnectMe.Kernel.Retention;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Waking;

namespace ConnectMe.Telephony.Retention;

/// <summary>What this module keeps, and how long. The SIP messages of the latest calls are in memory only.</summary>
internal static class TelephonyData
{
    public const string Calls = "calls";
    public const string Notices = "notices";
    public const string Push = "push";

    static readonly Type[] OfCompany =
    [
        typeof(Trunk),
        typeof(TrunkPassword),
        typeof(CallerIdRules),
        typeof(DialPermissions),
        typeof(ParkingLot),
        typeof(ConferenceRoom),
        typeof(CompanySound),
        typeof(SoundContent),
        typeof(MusicOnHold),
        typeof(RecordingRules),
        typeof(KeptVapidKey),
        typeof(JournalPosition),
    ];

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(10, Calls, typeof(PrivacyText), KeptFor.Months(12))
        {
            Holds = [typeof(CallRecord), typeof(CallEvent)],
            Files = "telephony/journal/, telephony/running-calls/",
            Choices = DataClass.Usual,
        },
        new DataClass(80, "phones", typeof(PrivacyText), KeptFor.Ever)
        {
            Holds =
            [
                typeof(Device),
                typeof(DeviceSecret),
                typeof(DeviceBindings),
                typeof(PersonalCallerId),
                typeof(PersonalDevice),
                typeof(ChosenRingtone),
                typeof(ChosenWaitWarnings),
            ],
            NotGiven = new Dictionary<Type, string>
            {
                [typeof(DeviceSecret)] = "what the secret of a phone is checked with; it would help nobody but who guesses it",
            },
        },
        new DataClass(90, Push, typeof(PrivacyText), KeptFor.Days(31)) { Holds = [typeof(PushSubscription)] },
        new DataClass(100, Notices, typeof(PrivacyText), KeptFor.Days(90)) { Holds = [typeof(DialAlarm), typeof(ReachedFromOutside)] },
        new DataClass(210, "telephony", typeof(PrivacyText), KeptFor.Ever)
        {
            Holds = [.. OfCompany, typeof(CompanyNumber)],
            NotGiven = OfCompany.ToDictionary(kind => kind, _ => "settings of the company; not of a person"),
        },
    ];
}
