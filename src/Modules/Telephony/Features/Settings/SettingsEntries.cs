using ConnectMe.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Features;

/// <summary>This module's lines in the menus of Settings.</summary>
internal static class SettingsEntries
{
    public static IServiceCollection AddSettingsEntries(this IServiceCollection services)
    {
        foreach (var (order, address, icon, title, group) in Entries)
        {
            services.AddSingleton(new SettingsEntry(order, address, icon, typeof(SettingsText), title, group));
        }

        return services;
    }

    static readonly (int Order, string Address, string Icon, string Title, SettingsGroup Group)[] Entries =
    [
        (20, "/settings/devices", "phone", "MyDevices", SettingsGroup.None),
        (25, "/settings/audio", "volume-2", "Audio", SettingsGroup.None),
        (27, "/settings/connection", "activity", "Connection", SettingsGroup.None),
        (20, "/admin/numbers", "hash", "Numbers", SettingsGroup.Calling),
        (25, "/admin/caller-id", "id-card", "CallerId", SettingsGroup.Calling),
        (30, "/admin/trunks", "cable", "Trunks", SettingsGroup.Calling),
        (35, "/admin/dialling", "shield-check", "Dialling", SettingsGroup.Calling),
        (40, "/admin/devices", "phone", "Devices", SettingsGroup.Calling),
        (45, "/admin/parking", "circle-parking", "Parking", SettingsGroup.Calling),
        (47, "/admin/rooms", "users", "Rooms", SettingsGroup.Calling),
        (46, "/admin/sounds", "music", "Sounds", SettingsGroup.Calling),
        (48, "/admin/recordings", "disc-3", "Recordings", SettingsGroup.Calling),
        (49, "/admin/extended-recording", "disc-3", "ExtendedRecording", SettingsGroup.Calling),
        (80, "/admin/security", "lock", "SipSecurity", SettingsGroup.Server),
        (85, "/admin/calls", "activity", "WatchCalls", SettingsGroup.Server),
    ];
}
