using ConnectMe.Chat.Demo;
using ConnectMe.Chat.Domain;
using ConnectMe.Chat.Features;
using ConnectMe.Chat.Keeping;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Retention;
using Marten;
using Marten.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Chat;

/// <summary>What colleagues write to each other: conversations of two and of groups, and how far everybody has read.</summary>
public static class ChatModule
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.ConfigureMarten(Documents);
        foreach (var one in ChatData.Classes)
        {
            services.AddSingleton(one);
        }

        return services
            .AddSingleton<Inboxes>()
            .AddSingleton<ChatNews>()
            .AddSingleton<Pace>()
            .AddSingleton<MessageNotices>()
            .AddSingleton<ReadMarks>()
            .AddScoped<OwnChats>()
            .AddScoped<MessageLog>()
            .AddScoped<IColleagueAction, ChatAction>()
            .AddSingleton<IOldData, OldMessages>()
            .AddSingleton<IErasure, ChatErasure>()
            .AddScoped<IPersonalData, ChatPersonalData>()
            .AddSingleton<IDemoContent, DemoChats>();
    }

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        SendMessage.Map(routes);
        MarkMessages.Map(routes);
        StartChat.Map(routes);
        LeaveGroup.Map(routes);
        ServePicture.Map(routes);
        ShowUnread.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Schema.For<Conversation>().Duplicate(conversation => conversation.LastAt);
        options
            .Schema.For<ChatMessage>()
            .Duplicate(message => message.ConversationId)
            .Duplicate(message => message.Number)
            .Duplicate(message => message.At)
            .UniqueIndex(UniqueIndexType.DuplicatedField, message => message.ConversationId, message => message.Number)
            .Index(message => message.AuthorId);
        options.Schema.For<ChatMember>().Index(member => member.PersonId).Index(member => member.ConversationId);
        options.Schema.For<GroupPicture>();
    }
}
