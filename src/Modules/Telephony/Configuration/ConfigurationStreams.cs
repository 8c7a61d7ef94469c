using System.Security.Cryptography;
using System.Text;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Configuration;

/// <summary>The streams of what a company or a person has one of: their ids follow from whose they are, so two first changes meet in one stream.</summary>
internal static class ConfigurationStreams
{
    public static Guid CallerIdRules(CompanyId company) => Id("caller-id-rules", company.Value);

    public static Guid DialPermissions(CompanyId company) => Id("dial-permissions", company.Value);

    public static Guid ParkingLot(CompanyId company) => Id("parking-lot", company.Value);

    public static Guid RecordingRules(CompanyId company) => Id("recording-rules", company.Value);

    public static Guid PersonalCallerId(UserId person) => Id("personal-caller-id", person.Value);

    public static Guid PersonalDevice(UserId person) => Id("personal-device", person.Value);

    /// <summary>A name-based UUID (RFC 9562 §5.8).</summary>
    static Guid Id(string kind, Guid whose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{whose:n}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
