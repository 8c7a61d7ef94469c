using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Configuration;

/// <summary>The streams of what a company or a person has one of: their ids follow from whose they are, so two first changes meet in one stream.</summary>
internal static class ConfigurationStreams
{
    public static Guid CallerIdRules(CompanyId company) => NamedId.Of("caller-id-rules", company.Value);

    public static Guid DialPermissions(CompanyId company) => NamedId.Of("dial-permissions", company.Value);

    public static Guid ParkingLot(CompanyId company) => NamedId.Of("parking-lot", company.Value);

    public static Guid MusicOnHold(CompanyId company) => NamedId.Of("music-on-hold", company.Value);

    public static Guid RecordingRules(CompanyId company) => NamedId.Of("recording-rules", company.Value);

    public static Guid PersonalCallerId(UserId person, bool isPrivate) =>
        NamedId.Of(isPrivate ? "personal-caller-id-private" : "personal-caller-id", person.Value);

    public static Guid PersonalDevice(UserId person) => NamedId.Of("personal-device", person.Value);
}
