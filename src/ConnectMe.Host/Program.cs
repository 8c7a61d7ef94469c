using ConnectMe.Contacts;
using ConnectMe.Host;
using ConnectMe.Host.Postgres;
using ConnectMe.Host.Web;
using ConnectMe.Identity;
using ConnectMe.Kernel;
using ConnectMe.Recordings;
using ConnectMe.Telephony;

var builder = WebApplication.CreateBuilder(CommandLine.Options(args));
builder.AddLogging();

if ((await Database.Open(builder.Configuration, CancellationToken.None)).Value is not { } database)
{
    return 1; // it has said why
}

await using (database)
{
    builder.Services.AddSingleton<IDataFolder>(database.Folder);
    builder.AddStorage(database);
    builder.AddSilo();
    builder.AddWeb(database.Folder);
    builder.AddHealthAndMetrics();

    builder.Services.AddIdentity();
    builder.Services.AddContacts(builder.Configuration);
    builder.Services.AddTelephony(builder.Configuration);
    builder.Services.AddRecordings(builder.Configuration);
    builder.Services.AddHandlers(
        typeof(IdentityModule).Assembly,
        typeof(ContactsModule).Assembly,
        typeof(TelephonyModule).Assembly,
        typeof(RecordingsModule).Assembly
    );

    var app = builder.Build();
    app.UseWeb();
    app.MapHealthAndMetrics();
    app.MapIdentity();
    app.MapContacts();
    app.MapTelephony();
    app.MapRecordings();
    await app.RunAsync();
}

return 0;

/// <summary>Public for the tests' WebApplicationFactory.</summary>
public partial class Program;
