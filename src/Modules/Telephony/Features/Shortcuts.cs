using ConnectMe.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony.Features;

/// <summary>What can be done with calls by the keyboard. The page's script of the same names is wwwroot/js/shortcuts.js.</summary>
internal static class Shortcuts
{
    public static IServiceCollection AddShortcuts(this IServiceCollection services)
    {
        foreach (var (order, action, keys) in Actions)
        {
            services.AddSingleton(new Shortcut(order, action, keys, typeof(TelephonyText), $"Keys-{action}"));
        }

        return services;
    }

    static readonly (int Order, string Action, string Keys)[] Actions =
    [
        (20, "dial-pad", "Alt+KeyK"),
        (30, "answer", "Alt+KeyA"),
        (31, "hang-up", "Alt+KeyH"),
        (32, "mute", "Alt+KeyM"),
        (33, "hold", "Alt+KeyW"),
        (34, "transfer", "Alt+KeyD"),
        (35, "invite", "Alt+KeyI"),
        (36, "park", "Alt+KeyP"),
        (37, "record", "Alt+KeyR"),
        (38, "pause-recording", "Alt+KeyO"),
    ];
}
