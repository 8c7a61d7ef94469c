using ConnectMe.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Features;

/// <summary>This module's lines in the menus of Settings.</summary>
internal static class SettingsEntries
{
    public static IServiceCollection AddSettingsEntries(this IServiceCollection services)
    {
        foreach (var (order, address, icon, title) in Entries)
        {
            services.AddSingleton(new SettingsEntry(order, address, icon, typeof(SettingsText), title));
        }

        return services;
    }

    static readonly (int Order, string Address, string Icon, string Title)[] Entries =
    [
        (20, "/settings/devices", "phone", "MyDevices"),
        (25, "/settings/audio", "volume-2", "Audio"),
        (27, "/settings/connection", "activity", "Connection"),
        (20, "/admin/numbers", "hash", "Numbers"),
        (25, "/admin/caller-id", "id-card", "CallerId"),
        (30, "/admin/trunks", "cable", "Trunks"),
        (35, "/admin/dialling", "shield-check", "Dialling"),
        (40, "/admin/devices", "phone", "Devices"),
        (45, "/admin/parking", "circle-parking", "Parking"),
        (48, "/admin/recordings", "disc-3", "Recordings"),
        (80, "/admin/security", "lock", "SipSecurity"),
        (85, "/admin/calls", "activity", "WatchCalls"),
    ];
}
