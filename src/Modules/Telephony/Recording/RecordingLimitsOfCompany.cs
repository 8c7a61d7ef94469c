using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Recording;

internal sealed class RecordingLimitsOfCompany(ITelephonyConfigurations configurations) : IRecordingRules
{
    public async ValueTask<RecordingLimits> Of(CompanyId company, CancellationToken ct)
    {
        var rules = (await configurations.Of(company, ct)).RecordingRules;
        return new RecordingLimits(BytesOf(rules), rules.Limit, rules.RetentionDays is { } days ? TimeSpan.FromDays(days) : null);
    }

    public static long BytesOf(RecordingRules rules) => rules.Megabytes * 1_000_000L;
}
