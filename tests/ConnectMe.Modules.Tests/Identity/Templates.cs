using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>The standard template of rights and those of one person, as an administrator fills them in.</summary>
internal static class Templates
{
    /// <summary>Of the standard template; without fields it is as it came. A switch that is off is not sent.</summary>
    public static async Task Change(Administrator anna, params (string Name, string Value)[] fields) =>
        await anna.Do($"/admin/rights/template/{await Standard(anna)}", Fields("Standaard", fields));

    /// <summary>What is different for one person with the standard template; without fields nothing is.</summary>
    public static async Task Give(Administrator anna, string person, params (string Name, string Value)[] fields) =>
        await anna.Do($"/admin/people/{person}/rights", [("Input.Template", await Standard(anna)), .. fields]);

    public static async Task<string> Standard(Administrator anna) =>
        (await anna.Open("/admin/rights")).Document.QuerySelector("article[id^='template-']")!.Id!["template-".Length..];

    public static (string Name, string Value)[] Fields(string name, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual =
        [
            ("Input.Name", name),
            ("Input.Outside", "AsCompany"),
            ("Input.PickUp", "Everyone"),
            ("Input.Recording", "Personal"),
            ("Input.Parking", "true"),
            ("Input.UnifiedCommunications", "true"),
            ("Input.Voicemail", "true"),
            ("Input.VisualVoicemail", "true"),
            .. Shown("Own", "Mobile", "Company", "Group", "Hidden"),
        ];
        return [.. usual.Where(field => fields.All(own => own.Name != field.Name)), .. fields];
    }

    public static IEnumerable<(string Name, string Value)> Shown(params string[] kinds) => kinds.Select(kind => ("Input.Shown", kind));
}
