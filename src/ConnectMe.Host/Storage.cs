using ConnectMe.Host.Postgres;
using ConnectMe.Kernel;
using JasperFx;
using JasperFx.Events;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;
using Weasel.Core;

namespace ConnectMe.Host;

/// <summary>One Marten store for all modules, multi-tenant by company from the first table; each module adds its own documents and events.</summary>
internal static class Storage
{
    public static void AddStorage(this WebApplicationBuilder builder, Database database)
    {
        if (database.Embedded is { } embedded)
        {
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<PostgresWatch>(services, embedded));
        }

        builder.AddStorage(database.ConnectionString);
    }

    public static void AddStorage(this WebApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder
            .Services.AddMarten(Configure)
            .UseNpgsqlDataSource()
            .BuildSessionsWith<CompanySessions>(ServiceLifetime.Scoped)
            .ApplyAllDatabaseChangesOnStartup();
    }

    /// <summary>What holds for all modules.</summary>
    internal static void Configure(StoreOptions options)
    {
        options.DatabaseSchemaName = "connectme";
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString);
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.DisableNpgsqlLogging = true;
    }
}
