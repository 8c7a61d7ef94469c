using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Health;
using ConnectMe.Media;
using ConnectMe.Telephony.Alarms;
using ConnectMe.Telephony.Applications;
using ConnectMe.Telephony.Audit;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Demo;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.Health;
using ConnectMe.Telephony.History;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Numbering;
using ConnectMe.Telephony.Queues;
using ConnectMe.Telephony.Recording;
using ConnectMe.Telephony.Retention;
using ConnectMe.Telephony.Rooms;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.SoundLibrary;
using ConnectMe.Telephony.Survival;
using ConnectMe.Telephony.Switching;
using ConnectMe.Telephony.Waking;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Telephony;

/// <summary>Calls, lines and the call log of every company.</summary>
public static class TelephonyModule
{
    public static IServiceCollection AddTelephony(this IServiceCollection services, IConfiguration configuration)
    {
        var telephony = configuration.GetSection("Telephony").Get<TelephonySettings>() ?? new TelephonySettings();
        var media = configuration.GetSection("Media").Get<MediaSettings>() ?? new MediaSettings();

        services.AddSingleton(telephony);
        services.AddSingleton(configuration.GetSection("Sip").Get<SipSettings>() ?? new SipSettings());
        services.AddSingleton<OwnEmergencyNumbers>();
        services.AddSingleton(media);
        services
            .AddSingleton<ISystemCheck, MediaCheck>()
            .AddSingleton<ISystemCheck, TrunksCheck>()
            .AddSingleton<ISystemCheck, JournalCheck>();
        services.AddSingleton(new EmergencyNumbers(telephony.EmergencyNumbers, telephony.CountryCode));
        services.AddSingleton(_ => new MediaEngine(media.ToOptions()));
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<CallJournal>(
                provider,
                Path.Combine(provider.GetRequiredService<IDataFolder>().Path, "telephony", "journal"),
                telephony.JournalMegabytes * 1024 * 1024
            )
        );
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<KeptFiles>(
                provider,
                Path.Combine(provider.GetRequiredService<IDataFolder>().Path, "telephony", "running-calls")
            )
        );
        services.ConfigureMarten(Documents);
        return services
            .AddSurvival()
            .AddSwitchboards()
            .AddLines()
            .AddCallLog()
            .AddTelephonyRetention()
            .AddConfiguration()
            .AddSignalling()
            .AddWaking(configuration)
            .AddShortcuts();
    }

    public static void MapTelephony(this IEndpointRouteBuilder routes)
    {
        CallActions.Map(routes);
        SuperviseCall.Map(routes);
        ChooseWaitWarnings.Map(routes);
        ChooseCallerId.Map(routes);
        ChooseDevice.Map(routes);
        ChooseRingtone.Map(routes);
        SettingsActions.Map(routes);
        PlaySound.Map(routes);
        OpenLine.Map(routes);
        OpenTestLine.Map(routes);
        WakeByPush.Map(routes);
        routes.MapPost("/call-log/{id:guid}/block", BlockLoggedCaller.Answer).DisableAntiforgery(); // the Host checks the token of every unsafe request
        routes.MapPost("/call-log/{id:guid}/note", NoteLoggedCall.Answer).DisableAntiforgery();
        routes.MapGet("/calls/export.csv", ExportCallLog.Handle);
        routes.MapGet("/call-widget", CallWidgetResult.Now);
        routes.MapGet("/dial/matches", DialMatches.Handle);
        routes.MapGet("/transfer/targets", FindTransferTarget.Handle);
        routes.MapGet("/search", Search.Handle);
        routes.MapGet("/lines", ShowLines.Handle);
    }

    /// <summary>Before the switchboards, so that it stops after them: what they keep last is written.</summary>
    static IServiceCollection AddSurvival(this IServiceCollection services) =>
        services
            .AddSingleton<KeptCalls>()
            .AddSingleton<KeptKeys>()
            .AddHostedService(provider => provider.GetRequiredService<KeptCalls>())
            .AddSingleton<CutOffCalls>()
            .AddSingleton<DrainState>()
            .AddSingleton<IDrain, CallDrain>()
            .AddHostedService<CallRecovery>();

    static IServiceCollection AddSwitchboards(this IServiceCollection services) =>
        services
            .AddScoped<KnownCallers>()
            .AddScoped<OwnSwitchboard>()
            .AddScoped<OwnQueues>()
            .AddScoped<OwnWaitWarnings>()
            .AddScoped<IWaitWarnings>(provider => provider.GetRequiredService<OwnWaitWarnings>())
            .AddSingleton<KnownWaitWarnings>()
            .AddSingleton<SwitchboardPost>()
            .AddSingleton<DialHistory>()
            .AddSingleton<SwitchboardParts>()
            .AddSingleton<AlarmWords>()
            .AddSingleton<AlarmRaising>()
            .AddSingleton<DialAlarms>()
            .AddHostedService(provider => provider.GetRequiredService<DialAlarms>())
            .AddSingleton<CallRecorder>()
            .AddSingleton<CallApplications>()
            .AddSingleton<CallScripts>()
            .AddSingleton<IRecordingRules, RecordingLimitsOfCompany>()
            .AddSingleton<EffectPlayer>()
            .AddSingleton<EffectQueue>()
            .AddHostedService(provider => provider.GetRequiredService<EffectQueue>());

    static IServiceCollection AddLines(this IServiceCollection services) =>
        services
            .AddSingleton<LineRegistry>()
            .AddSingleton<LegMeasurements>()
            .AddSingleton<LineStates>()
            .AddSingleton<ILineStates>(provider => provider.GetRequiredService<LineStates>())
            .AddHostedService(provider => provider.GetRequiredService<LineStates>())
            .AddSingleton<BrowserLines>()
            .AddSingleton<ISessionEnded>(provider => provider.GetRequiredService<BrowserLines>())
            .AddSingleton<OutsideReach>()
            .AddHostedService(provider => provider.GetRequiredService<OutsideReach>())
            .AddSingleton<ConnectionTests>()
            .AddSingleton<ISessionEnded>(provider => provider.GetRequiredService<ConnectionTests>())
            .AddHostedService<MediaEventPump>();

    static IServiceCollection AddWaking(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(configuration.GetSection("Push").Get<PushSettings>() ?? new PushSettings())
            .AddSingleton<VapidKeys>()
            .AddSingleton<PushSender>()
            .AddSingleton<PushSubscriptions>()
            .AddSingleton<ISessionEnded>(provider => provider.GetRequiredService<PushSubscriptions>())
            .AddSingleton<SignsOfLife>()
            .AddSingleton<PushWords>()
            .AddSingleton<IPushNotices, NoticeSender>()
            .AddSingleton<CallWaker>();

    static IServiceCollection AddCallLog(this IServiceCollection services) =>
        services
            .AddScoped<CallLog>()
            .AddScoped<RecentParties>()
            .AddSingleton<IOftenCalled, OftenCalled>()
            .AddSingleton<JournalFeed>()
            .AddHostedService<JournalFeeder>()
            .AddHostedService<JournalFlusher>();

    static IServiceCollection AddConfiguration(this IServiceCollection services)
    {
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<ConfigurationChanges>()));
        return services
            .AddSingleton<ConfigurationChanges>()
            .AddSingleton<IPeopleChanged>(provider => provider.GetRequiredService<ConfigurationChanges>())
            .AddSingleton<CompanyPages>()
            .AddSingleton<ITelephonyConfigurations, TelephonyConfigurations>()
            .AddSingleton<IConfigurationChanged, ConfigurationPost>()
            .AddSingleton<IPeopleChanged, PeoplePost>()
            .AddSingleton<IReservedNumbers, ReservedNumbers>()
            .AddSingleton<IReservedNumbers, RoomExtensions>()
            .AddScoped<IFreeExtensions, FreeExtensions>()
            .AddSingleton<IListedDestinations, ListedDestinations>()
            .AddSingleton<WrongPins>()
            .AddSingleton<ICallApplication, RoomDoor>()
            .AddSingleton<IConfigurationChanged, RoomNews>()
            .AddSingleton<ICallDestinations, CallDestinations>()
            .AddSingleton<IScreeningsChanged, ScreeningPost>()
            .AddSingleton<ICallFlowsChanged, CallFlowPost>()
            .AddSingleton<ICallQueuesChanged, QueuePost>()
            .AddSingleton<ILiveQueues, LiveQueuesOfCompany>()
            .AddSingleton<IQueueCalls, QueueCalls>()
            .AddSingleton<ICallApplicationsChanged, ApplicationPost>()
            .AddSingleton<TelephonySecrets>()
            .AddSingleton<IConfigurationChanged, ConfigurationAnnouncement>()
            .AddScoped<ShownDevices>()
            .AddSingleton<ICompanySounds, CompanySounds>()
            .AddSingleton<HeldMusic>()
            .AddSingleton<IConfigurationChanged>(provider => provider.GetRequiredService<HeldMusic>())
            .AddSingleton<SoundIntake>()
            .AddScoped<ISoundUses, OwnSoundUses>()
            .AddScoped<ShownAlarms>()
            .AddScoped<ShownCallerIds>()
            .AddScoped<ShownCallsWith>()
            .AddSingleton<IPersonNumbers, NumbersOfPeople>()
            .AddScoped<NumberDestinations>()
            .AddScoped<CallPaths>()
            .AddScoped<TrunkWords>()
            .AddSingleton<IDemoContent, DemoNumbers>()
            .AddTelephonyAudit()
            .AddSingleton<IDemoContent, DemoPhones>()
            .AddSingleton<IDemoContent, DemoHistory>()
            .AddSettingsEntries();
    }

    static IServiceCollection AddSignalling(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<SipHealth>("sip");
        return services
            .AddSingleton<SipDirectory>()
            .AddSingleton<DirectoryReader>()
            .AddSingleton<WatchedPeople>()
            .AddSingleton<SipCertificate>()
            .AddSingleton<SipFaults>()
            .AddSingleton<SipLadders>()
            .AddSingleton<LiveCalls>()
            .AddSingleton<MixOwners>()
            .AddSingleton<SipBans>()
            .AddSingleton<SipServer>()
            .AddSingleton<SipLegs>()
            .AddSingleton<DeviceLocations>()
            .AddSingleton<RegistrationEvents>()
            .AddSingleton<TrunkStates>()
            .AddSingleton<TrunkTests>()
            .AddSingleton<LampStates>()
            .AddSingleton<IWaitingMessagesChanged>(provider => provider.GetRequiredService<LampStates>())
            .AddHostedService(provider => provider.GetRequiredService<LampStates>())
            .AddSingleton<BindingStore>()
            .AddHostedService(provider => provider.GetRequiredService<BindingStore>())
            .AddSingleton<SipDirectoryUpkeep>()
            .AddSingleton<IConfigurationChanged>(provider => provider.GetRequiredService<SipDirectoryUpkeep>())
            .AddSingleton<IPeopleChanged>(provider => provider.GetRequiredService<SipDirectoryUpkeep>())
            .AddHostedService(provider => provider.GetRequiredService<SipDirectoryUpkeep>())
            .AddHostedService<SipHosting>();
    }

    internal static void Documents(StoreOptions options)
    {
        ConfigurationDocuments.Register(options);
        options.Projections.Snapshot<CallRecord>(SnapshotLifecycle.Inline);
        options
            .Schema.For<CallRecord>()
            .Duplicate(call => call.PlacedAt)
            .Duplicate(call => call.AnsweredAt!)
            .Duplicate(call => call.Dialled, configure: index => index.Columns = ["caller_id", "dialled", "placed_at"])
            .Duplicate(call => call.CallerExtension, configure: index => index.Columns = ["callee_id", "caller_extension", "placed_at"])
            .Duplicate(call => call.CallerId!, configure: index => index.Columns = ["caller_id", "placed_at"])
            .Duplicate(call => call.CalleeId!, configure: index => index.Columns = ["callee_id", "placed_at"])
            .Duplicate(call => call.Queue!, configure: index => index.Columns = ["queue", "placed_at"])
            .Index(call => call.TransferOf!);
        options.Schema.For<DialAlarm>();
        options.Schema.For<ChosenRingtone>();
        options.Schema.For<ChosenWaitWarnings>();
        options.Schema.For<ReachedFromOutside>();
        options.Schema.For<PushSubscription>().Index(subscription => subscription.PersonId);
        options.Schema.For<KeptVapidKey>().SingleTenanted();
        options.Schema.For<JournalPosition>().SingleTenanted();
        options.Schema.For<DeviceBindings>().SingleTenanted();
    }
}
