using ConnectMe.Host.Postgres;
using ConnectMe.Host.Retention;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;

namespace ConnectMe.Host.Backups;

internal static class BackupRegistration
{
    public static Restoration RestorationOf(Database database, IConfiguration configuration) =>
        new(Installation.Of(configuration, database.Folder.Path), database.ConnectionString, TimeProvider.System);

    public static void AddBackups(this WebApplicationBuilder builder, Database database, RestoreRequest request)
    {
        var installation = Installation.Of(builder.Configuration, database.Folder.Path);
        foreach (var kept in HostData.Classes)
        {
            builder.Services.AddSingleton(kept);
        }

        builder
            .Services.AddSingleton(installation)
            .AddSingleton(request)
            .AddSingleton(services => new BackupWriter(
                installation,
                database.ConnectionString,
                services.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(services => new Restoration(installation, database.ConnectionString, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<BackupStore>()
            .AddSingleton<RestoreOffer>()
            .AddSingleton<BackupSchedule>()
            .AddHostedService(services => services.GetRequiredService<BackupSchedule>())
            .AddHostedService<RestoreConfirmation>()
            .AddSingleton<ISystemCheck, BackupCheck>()
            .AddSingleton(new SettingsEntry(80, "/admin/backup", "download", typeof(BackupText), "Backup", SettingsGroup.Server));
    }
}
