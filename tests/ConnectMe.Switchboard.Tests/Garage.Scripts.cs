using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Switchboard.Tests;

internal sealed partial class Garage
{
    public const string Voicemail = "voicemail";

    /// <summary>Takes the calls of these; whoever of the company dials 1233 gets it too.</summary>
    public void HaveVoicemail(params Employee[] people) => Post(Mailboxes([.. people.Select(one => one.Id)]));

    public const string Menu = "menu";
    public static readonly Guid MainMenu = Seeded(1, 51);

    /// <summary>Called by 350 and <see cref="PaperSettings.MenuNumber"/>.</summary>
    public static KnownApplication Menus { get; } =
        new(Menu, [], ["*28"], []) { Destinations = [new KnownDestination(MainMenu, "Main menu", "350")] };

    /// <summary>There is the main menu, and voicemail that takes the calls of these.</summary>
    public void HaveMenus(params Employee[] people) =>
        Post(
            new SwitchboardInput.ApplicationsChanged([
                Menus,
                new KnownApplication(Voicemail, [.. people.Select(one => one.Id)], ["1233"], [Workshop]),
            ])
        );

    public void SendOn(CallId call, CallTarget target, Employee? payer = null) =>
        Post(new SwitchboardInput.ScriptSendsOn(call, target, payer?.Id));

    /// <summary>Takes the calls of this queue, and of nobody else.</summary>
    public void HaveVoicemailOf(Guid queue) =>
        Post(new SwitchboardInput.ApplicationsChanged([new KnownApplication(Voicemail, [], ["1233"], [queue])]));

    public static SwitchboardInput Mailboxes(params IEnumerable<UserId> people) =>
        new SwitchboardInput.ApplicationsChanged([Menus, new KnownApplication(Voicemail, [.. people], ["1233"], [Workshop, Desk])]);

    public ClipId[] Plays(CallId call, int clips)
    {
        var ids = Enumerable.Range(0, clips).Select(_ => new ClipId(Seeded(++_calls, 40))).ToArray();
        Post(new SwitchboardInput.ScriptPlays(call, [.. ids]));
        return ids;
    }

    public RecordingId Records(CallId call)
    {
        var recording = new RecordingId(Seeded(++_calls, 41));
        Post(new SwitchboardInput.ScriptRecords(call, recording));
        return recording;
    }
}
