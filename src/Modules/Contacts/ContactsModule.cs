using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.CardDav;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Demo;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;
using ConnectMe.Contacts.Features;
using ConnectMe.Contacts.Retention;
using ConnectMe.Contacts.Screenings;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace ConnectMe.Contacts;

/// <summary>The address book of every person, and whose calls they do not want.</summary>
public static class ContactsModule
{
    /// <summary>The live name of a person's contacts, marks and blocked numbers.</summary>
    internal const string Topic = "contacts";

    public static IServiceCollection AddContacts(this IServiceCollection services, IConfiguration configuration)
    {
        services.ConfigureMarten(Documents);
        services.ConfigureMarten((provider, options) => options.Listeners.Add(provider.GetRequiredService<ContactChanges>()));
        return services
            .AddContactsAudit()
            .AddContactsRetention()
            .AddSingleton<HomeRegion>()
            .AddSingleton<ContactChanges>()
            .AddSingleton<ContactTexts>()
            .AddSingleton<IContactBook, ContactBook>()
            .AddSingleton<IDirectorySearch, DirectorySearch>()
            .AddSingleton<IScreenings, ScreeningsInMemory>()
            .AddScoped<ContactList>()
            .AddScoped<WidgetContacts>()
            .AddScoped<IPersonFacts, ColleagueFacts>()
            .AddScoped<OwnContacts>()
            .AddScoped<ContactImport>()
            .AddSingleton(configuration.GetSection("CardDav").Get<CardDavSettings>() ?? new CardDavSettings())
            .AddSingleton<AddressBookServer>()
            .AddSingleton<AddressBookPasswords>()
            .AddSingleton(
                new SettingsEntry(15, "/admin/directory", "contact", typeof(DirectoryText), "Directory", SettingsGroup.Organization)
            )
            .AddSingleton<IDemoContent, DemoContacts>();
    }

    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        ContactActions.Map(routes);
        ExportContacts.Map(routes);
        ReadContactsWidget.Map(routes);
    }

    internal static void Documents(StoreOptions options)
    {
        options.Storage.ExtendedSchemaObjects.Add(new Extension("pg_trgm"));
        options
            .Schema.For<Contact>()
            .Duplicate(contact => contact.Owner)
            .Duplicate(contact => contact.Sort, configure: index => index.Columns = ["owner", "sort", "id"])
            .Duplicate(contact => contact.IsVip, configure: index => index.Columns = ["owner", "is_vip"])
            .Duplicate(contact => contact.IsFavourite, configure: index => index.Columns = ["owner", "is_favourite"])
            .Duplicate(
                contact => contact.Search,
                configure: index =>
                {
                    index.Method = IndexMethod.gin;
                    index.Mask = "? gin_trgm_ops";
                }
            );
        options.Schema.For<NumberOfContact>().Index(lead => new { lead.Owner, lead.E164 }).Index(lead => lead.ContactId);
        options.Schema.For<RemovedContact>().Index(removed => removed.Owner);
        options.Schema.For<MarkedColleagues>();
        options.Schema.For<BlockedNumber>().Index(number => number.Owner);
        options.Schema.For<CallerScreening>();
        options.Schema.For<PendingImport>();
        options.Schema.For<ImportedContacts>();
        options.Schema.For<ContactGroup>();
        options.Schema.For<AddressBookSource>();
    }
}
