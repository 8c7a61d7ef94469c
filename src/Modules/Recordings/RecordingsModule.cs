using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Recordings.Domain;
using ConnectMe.Recordings.Features;
using ConnectMe.Recordings.Keeping;
using ConnectMe.Telephony.Contracts;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Recordings;

/// <summary>Recordings of calls: where they lie, the list of each person's own, who played and deleted what.</summary>
public static class RecordingsModule
{
    public static IServiceCollection AddRecordings(this IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureMarten(Documents);
        return services
            .AddSingleton(configuration.GetSection("Recordings").Get<RecordingsSettings>() ?? new RecordingsSettings())
            .AddSingleton<RecordingFolder>()
            .AddSingleton<IRecordingPlace>(provider => provider.GetRequiredService<RecordingFolder>())
            .AddSingleton<RecordingIntake>()
            .AddScoped<OwnRecordings>()
            .AddScoped<ListenedRecordings>()
            .AddScoped<IRecordedCalls>(provider => provider.GetRequiredService<OwnRecordings>())
            .AddScoped<PlayRecording>()
            .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<RecordingKeeper>(provider, RecordingKind.Personal))
            .AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<RecordingKeeper>(provider, RecordingKind.Extended))
            .AddRetention()
            .AddSingleton(
                new SettingsEntry(50, "/admin/recording-log", "info", typeof(RecordingsText), "RecordingLog", SettingsGroup.Calling)
            )
            .AddSingleton(new SettingsEntry(51, "/admin/recording-holds", "lock", typeof(RecordingsText), "Holds", SettingsGroup.Calling))
            .AddSingleton(new AuditedAct("/admin/recording-holds/{id:guid}/hold", typeof(RecordingsText), "AuditHeld"))
            .AddSingleton(new AuditedAct("/admin/recording-holds/{id:guid}/release", typeof(RecordingsText), "AuditReleased"))
            .AddSingleton(new AuditedAct("/recordings/{id:guid}/rating", typeof(RecordingsText), "AuditRated"))
            .AddSingleton(new AuditedAct("/recordings/{id:guid}/sound", typeof(RecordingsText), "AuditPlayed"))
            .AddSingleton(new AuditedAct("/recordings/{id:guid}/download", typeof(RecordingsText), "AuditDownloaded"))
            .AddSingleton(new AuditedAct("/recordings/{id:guid}/delete", typeof(RecordingsText), "AuditDeleted"));
    }

    static IServiceCollection AddRetention(this IServiceCollection services)
    {
        foreach (var one in RecordingsData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<IOldData>(provider => ActivatorUtilities.CreateInstance<RecordingRetention>(provider, RecordingKind.Personal))
            .AddSingleton<IOldData>(provider => ActivatorUtilities.CreateInstance<RecordingRetention>(provider, RecordingKind.Extended))
            .AddSingleton<IOldData, OldRecordingLog>()
            .AddSingleton<IErasure, RecordingsErasure>()
            .AddScoped<IPersonalData, RecordingsPersonalData>();
    }

    public static void MapRecordings(this IEndpointRouteBuilder routes)
    {
        PlayRecording.Map(routes);
        DeleteRecording.Map(routes);
        RateRecording.Map(routes);
        HoldRecording.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Projections.Snapshot<Recording>(SnapshotLifecycle.Inline);
        options.Schema.For<Recording>().Index(recording => recording.OwnerId);
    }
}
