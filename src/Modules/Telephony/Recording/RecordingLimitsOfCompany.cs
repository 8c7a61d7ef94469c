using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Recording;

internal sealed class RecordingLimitsOfCompany(ITelephonyConfigurations configurations) : IRecordingRules
{
    public async ValueTask<RecordingLimits> Of(CompanyId company, RecordingKind kind, CancellationToken ct) =>
        LimitsOf((await configurations.Of(company, ct)).RecordingRules, kind);

    public async ValueTask<RecordingPortal?> PortalOf(CompanyId company, CancellationToken ct) =>
        (await configurations.Of(company, ct)).RecordingRules.Extended is { Portal: { } address } extended
            ? new RecordingPortal(address, extended.OpensPortal)
            : null;

    public async ValueTask<IReadOnlyList<Guid>> ListenersOf(CompanyId company, CancellationToken ct) =>
        (await configurations.Of(company, ct)).RecordingRules.Extended.Listeners;

    public static RecordingLimits LimitsOf(RecordingRules rules, RecordingKind kind)
    {
        var (megabytes, limit, days) =
            kind is RecordingKind.Extended
                ? (rules.Extended.Megabytes, rules.Extended.Limit, rules.Extended.RetentionDays)
                : (rules.Megabytes, rules.Limit, rules.RetentionDays);
        return new RecordingLimits(megabytes * 1_000_000L, limit, days is { } kept ? TimeSpan.FromDays(kept) : null);
    }
}
