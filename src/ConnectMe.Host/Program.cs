using System.Reflection;
using ConnectMe.Calendar;
using ConnectMe.Chat;
using ConnectMe.Contacts;
using ConnectMe.Dashboards;
using ConnectMe.Host;
using ConnectMe.Host.Backups;
using ConnectMe.Host.Postgres;
using ConnectMe.Host.Rescue;
using ConnectMe.Host.Web;
using ConnectMe.Identity;
using ConnectMe.Kernel;
using ConnectMe.Menus;
using ConnectMe.Presence;
using ConnectMe.Queues;
using ConnectMe.Recordings;
using ConnectMe.Telephony;
using ConnectMe.Voicemail;

if (BackupCommands.IsAsked(args))
{
    return await BackupCommands.Run(args, CancellationToken.None);
}

if (RescueCommand.IsAsked(args))
{
    return await RescueCommand.Run(args, Console.Out, CancellationToken.None);
}

var first = WebApplication.CreateBuilder(CommandLine.Options(args));
if ((await Database.Open(first.Configuration, CancellationToken.None)).Value is not { } database)
{
    return 1; // it has said why
}

await using (database)
{
    var restoration = BackupRegistration.RestorationOf(database, first.Configuration);
    var request = new RestoreRequest();
    if (await restoration.Recover(CancellationToken.None) is { } phase)
    {
        Console.WriteLine($"A restore did not come to its end ({phase}): what was there before it is there again.");
    }

    await Run(first, database, request);
    while (await request.CarryOut(restoration, CancellationToken.None))
    {
        await restoration.Recover(CancellationToken.None); // on trial from here
        try
        {
            await Run(WebApplication.CreateBuilder(CommandLine.Options(args)), database, request);
        }
        catch (Exception failure) when (restoration.IsOnTrial) // whatever it was that does not start with what was restored
        {
            await Console.Error.WriteLineAsync($"ConnectMe does not start with what was restored: {failure}");
            await restoration.Recover(CancellationToken.None);
            request.Fail(BackupFault.Database);
            await Run(WebApplication.CreateBuilder(CommandLine.Options(args)), database, request);
        }
    }
}

return 0;

static async Task Run(WebApplicationBuilder builder, Database database, RestoreRequest request)
{
    builder.AddLogging();
    builder.Services.AddSingleton<IDataFolder>(database.Folder);
    builder.AddStorage(database);
    builder.AddSilo();
    builder.AddWeb(database.Folder);
    builder.AddHealthAndMetrics();
    builder.AddBackups(database, request);

    builder.Services.AddIdentity();
    builder.Services.AddContacts(builder.Configuration);
    builder.Services.AddTelephony(builder.Configuration);
    builder.Services.AddPresence();
    builder.Services.AddRecordings(builder.Configuration);
    builder.Services.AddVoicemail(builder.Configuration);
    builder.Services.AddChat();
    builder.Services.AddQueues();
    builder.Services.AddMenus();
    builder.Services.AddCalendar();
    Assembly[] modules =
    [
        typeof(IdentityModule).Assembly,
        typeof(ContactsModule).Assembly,
        typeof(TelephonyModule).Assembly,
        typeof(PresenceModule).Assembly,
        typeof(RecordingsModule).Assembly,
        typeof(VoicemailModule).Assembly,
        typeof(ChatModule).Assembly,
        typeof(QueuesModule).Assembly,
        typeof(MenusModule).Assembly,
        typeof(CalendarModule).Assembly,
        typeof(DashboardsModule).Assembly,
    ];
    builder.Services.AddDashboards(modules);
    builder.Services.AddHandlers([.. modules, typeof(Program).Assembly]);

    var app = builder.Build();
    app.UseWeb();
    app.MapHealthAndMetrics();
    app.MapBackups();
    app.MapIdentity();
    app.MapContacts();
    app.MapTelephony();
    app.MapPresence();
    app.MapRecordings();
    app.MapVoicemail();
    app.MapChat();
    app.MapQueues();
    app.MapMenus();
    app.MapCalendar();
    app.MapDashboards();
    await app.RunAsync();
}

/// <summary>Public for the tests' WebApplicationFactory.</summary>
public partial class Program;
