using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Ldap;

internal static class DirectoryWords
{
    public static string Say(this IStringLocalizer<DirectoryText> text, DirectoryFault fault) =>
        text[$"Fault-{fault.Kind}", fault.About, fault.Detail];
}
