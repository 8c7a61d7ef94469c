using ConnectMe.Kernel.Retention;
using ConnectMe.Menus.Domain;

namespace ConnectMe.Menus.Keeping;

/// <summary>What this module keeps, and how long.</summary>
internal static class MenusData
{
    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(207, "menus", typeof(MenusRetentionText), KeptFor.Ever)
        {
            Holds = [typeof(CompanyMenus), typeof(MenuGreeting)],
            NotGiven = new Dictionary<Type, string>
            {
                [typeof(CompanyMenus)] = "settings of the company; not of a person",
                [typeof(MenuGreeting)] = "what the company says to all who call",
            },
        },
    ];
}
