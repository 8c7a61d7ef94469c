using ConnectMe.Identity.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Audit;

/// <summary>What this module's acts are called in the audit log.</summary>
internal static class TelephonyAudit
{
    public static IServiceCollection AddTelephonyAudit(this IServiceCollection services)
    {
        foreach (var (act, words) in Acts)
        {
            services.AddSingleton(new AuditedAct(act, typeof(AuditText), words));
        }

        return services.AddScoped<IAuditNames, TelephonyNames>().AddScoped<IPersonDevices, PersonDevices>();
    }

    static readonly (string Act, string Words)[] Acts =
    [
        ("/admin/numbers/new", "NumberAdded"),
        ("/admin/numbers/{id:guid}", "NumberChanged"),
        ("/admin/numbers/{id:guid}/remove", "NumberRemoved"),
        ("/admin/caller-id", "CallerIdChanged"),
        ("/admin/trunks/new", "TrunkAdded"),
        ("/admin/trunks/{id:guid}", "TrunkChanged"),
        ("/admin/trunks/{id:guid}/remove", "TrunkRemoved"),
        ("/admin/trunks/{id:guid}/up", "TrunkMoved"),
        ("/admin/trunks/{id:guid}/down", "TrunkMoved"),
        ("/admin/trunks/{id:guid}/test", "TrunkTested"),
        ("/admin/dialling", "DiallingChanged"),
        ("/admin/dialling/stop", "CallsStopped"),
        ("/admin/dialling/resume", "CallsResumed"),
        ("/admin/devices/new", "DeviceAdded"),
        ("/admin/devices/{id:guid}", "DeviceChanged"),
        ("/admin/devices/{id:guid}/secret", "DeviceSecretRenewed"),
        ("/admin/devices/{id:guid}/revoke", "DeviceRevoked"),
        ("/admin/rooms/new", "RoomAdded"),
        ("/admin/rooms/{id:guid}", "RoomChanged"),
        ("/admin/rooms/{id:guid}/remove", "RoomRemoved"),
        ("/admin/sounds", "MusicOnHoldChosen"),
        ("/admin/sounds/new", "SoundAdded"),
        ("/admin/sounds/{id:guid}", "SoundChanged"),
        ("/admin/sounds/{id:guid}/remove", "SoundRemoved"),
        ("/admin/parking", "ParkingChanged"),
        ("/admin/recordings", "RecordingRulesChanged"),
        ("/admin/extended-recording", "ExtendedRecordingChanged"),
        ("/admin/security", "BanReleased"),
        ("/admin/calls/{id:guid}/end", "CallEnded"),
        ("/supervision", "SupervisionBegun"),
        ("/supervision/{id:guid}", "SupervisionChanged"),
        ("/supervision/{id:guid}/take-over", "CallTakenOver"),
    ];
}
