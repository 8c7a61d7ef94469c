using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Retention;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Voicemail.Answering;
using ConnectMe.Voicemail.Contracts;
using ConnectMe.Voicemail.Demo;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Features;
using ConnectMe.Voicemail.Keeping;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Voicemail;

/// <summary>Mailboxes: messages that callers leave, where they lie, how they are listened to on pages and by phone.</summary>
public static class VoicemailModule
{
    public static IServiceCollection AddVoicemail(this IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureMarten(Documents);
        services.ConfigureMarten(
            (provider, options) =>
            {
                options.Listeners.Add(provider.GetRequiredService<MailboxChanges>());
                options.Listeners.Add(provider.GetRequiredService<MessageChanges>());
            }
        );
        return services
            .AddSingleton(configuration.GetSection("Voicemail").Get<VoicemailSettings>() ?? new VoicemailSettings())
            .AddMailboxes()
            .AddSingleton<MessageFolder>()
            .AddSingleton<MessageIntake>()
            .AddSingleton<MessageMails>()
            .AddSingleton<MessageNews>()
            .AddSingleton<MessageStore>()
            .AddSingleton<MessageChanges>()
            .AddSingleton<UnheardMessages>()
            .AddSingleton<IWaitingMessages>(provider => provider.GetRequiredService<UnheardMessages>())
            .AddSingleton<ICallApplication, VoicemailApplication>()
            .AddSingleton<Callers>()
            .AddScoped<OwnMessages>()
            .AddHostedService<MessageKeeper>()
            .AddSingleton<IDemoContent, DemoMessages>()
            .AddRetention()
            .AddSingleton(new SettingsEntry(10, "/settings/voicemail", "voicemail", typeof(VoicemailText), "Voicemail"))
            .AddSingleton(new SecurityPart("/Features/ConnectMe.Voicemail/Settings/ChangePin/_PinRow.cshtml"))
            .AddSingleton(new AuditedAct(ChangeMailbox.Address, typeof(VoicemailText), "AuditMailbox"))
            .AddSingleton(new AuditedAct(ChangePin.Address, typeof(VoicemailText), "AuditPin"));
    }

    static IServiceCollection AddMailboxes(this IServiceCollection services) =>
        services
            .AddSingleton<Mailboxes>()
            .AddSingleton<MailboxPins>()
            .AddSingleton<MailboxChanges>()
            .AddSingleton<Groups>()
            .AddSingleton<IGroupMailboxesChanged, GroupChanges>()
            .AddSingleton<IPeopleChanged>(provider => provider.GetRequiredService<MailboxChanges>());

    static IServiceCollection AddRetention(this IServiceCollection services)
    {
        foreach (var one in VoicemailData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<IOldData, OldMessages>()
            .AddSingleton<IErasure, VoicemailErasure>()
            .AddScoped<IPersonalData, VoicemailPersonalData>();
    }

    public static void MapVoicemail(this IEndpointRouteBuilder routes)
    {
        PlayMessage.Map(routes);
        DeleteMessage.Map(routes);
        TurnVoicemail.Map(routes);
        ShowUnheard.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Projections.Snapshot<VoicemailMessage>(SnapshotLifecycle.Inline);
        options.Schema.For<VoicemailMessage>().Index(message => message.OwnerId);
        options.Schema.For<Mailbox>();
        options.Schema.For<MailboxPin>();
    }
}
