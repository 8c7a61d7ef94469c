using ConnectMe.Contacts;
using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Contacts;

public sealed class ContactBookTests(PostgresFixture postgres)
{
    const string Number = "+31612345678";
    static readonly CompanyId Company = new(Guid.NewGuid());
    static readonly UserId Anna = new(Guid.NewGuid());
    static readonly UserId Bram = new(Guid.NewGuid());

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("B8")]
    public async Task A_number_is_whose_contact_it_is_and_stays_so_while_the_database_is_away()
    {
        var time = new FakeTimeProvider();
        await using var store = await postgres.NewStore(ContactsModule.Documents);
        await using var services = new ServiceCollection().BuildServiceProvider();
        var changes = new ContactChanges(services);
        var book = new ContactBook(store, changes, new ContactTexts(changes, time), new HomeRegion(new Netherlands()), time);
        await using (var session = store.SessionFor(Company))
        {
            var eva = new Contact(Guid.NewGuid(), Anna.Value, "Eva", "Mulder")
            {
                Numbers = [new(NumberType.Mobile, "06 12345678", Number)],
            };
            await session.Put(eva, Ct);
            await session.SaveChangesAsync(Ct);
        }

        Assert.Equal("Eva Mulder", (await book.Find(Company, Anna, [Number, "+31201234567"], Ct))[Number].Name);
        Assert.Empty(await book.Find(Company, Bram, [Number], Ct));
        Assert.Empty(await book.Find(new CompanyId(Guid.NewGuid()), Anna, [Number], Ct));

        await using (var session = store.SessionFor(Company))
        {
            session.QueueSqlCommand("drop table connectme.mt_doc_numberofcontact, connectme.mt_doc_contact");
            await session.SaveChangesAsync(Ct);
        }

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Eva Mulder", (await book.Find(Company, Anna, [Number, "+31207654321"], Ct))[Number].Name);
        Assert.Empty(await book.Search(Company, Anna, "eva", most: 3, Ct));
    }
}
