using System.Diagnostics;
using ConnectMe.Contacts;
using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Contacts;

/// <summary>50,000 contacts of one person, beside another's: pages and searches go by index, so that they take as long as with a few.</summary>
public sealed class LargeAddressBookTests(LargeAddressBookTests.FiftyThousand contacts) : IClassFixture<LargeAddressBookTests.FiftyThousand>
{
    const int Many = 50_000;
    static readonly CompanyId Company = new(Guid.NewGuid());
    static readonly Guid Owner = Guid.NewGuid();

    /// <summary>Their own address book and the company's, which is empty.</summary>
    static readonly Guid[] Owners = [Owner, Guid.NewGuid()];
    readonly ContactTexts _texts = new(new ContactChanges(new ServiceCollection().BuildServiceProvider()), TimeProvider.System);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_each_is_quick()
    {
        await using var session = contacts.Store.QueryFor(Company);
        ContactPlace? after = null;
        var seen = new HashSet<Guid>();
        List<string> order = [];
        for (var page = 0; page < 4; page++)
        {
            var found = await ContactSearch.Find(session, _texts, Owners, "", after, most: 50, Ct);
            order.AddRange(found.Select(contact => contact.Sort));
            Assert.All(found, contact => Assert.True(seen.Add(contact.Id)));
            after = new ContactPlace(found[^1].Sort, found[^1].Id);
        }

        Assert.Equal(200, seen.Count);
        Assert.Equal(order.Order(StringComparer.Ordinal), order);
        var last = new ContactPlace("zzzz", Guid.Empty);
        await Takes(50, () => ContactSearch.Find(session, _texts, Owners, "", after: null, most: 51, Ct));
        await Takes(50, () => ContactSearch.Find(session, _texts, Owners, "", after, most: 51, Ct));
        Assert.Empty(await ContactSearch.Find(session, _texts, Owners, "", last, most: 51, Ct));
    }

    [Theory]
    [InlineData("achternaam4711x")]
    [InlineData("voornaam7 bedrijf11")]
    [InlineData("0201004711")]
    [InlineData("achternam4711x")] // one letter too few, and all 50,000 resemble it
    [InlineData("achternama4711x")] // two changed places
    [InlineData("achteraaam")] // and all 50,000 are meant
    [InlineData("voornam7 bedrijf11")]
    [InlineData("achternam4711x bedrijf659")]
    [InlineData("qqqqqqqq")]
    [InlineData("vo")]
    public async Task A_search_is_quick_whatever_is_typed(string typed)
    {
        await using var session = contacts.Store.QueryFor(Company);

        await Takes(50, () => ContactSearch.Find(session, _texts, Owners, typed, after: null, most: 51, Ct));

        var found = await ContactSearch.Find(session, _texts, Owners, typed, after: null, most: 51, Ct);
        Assert.All(found, contact => Assert.Equal(Owner, contact.Owner));
        Assert.Equal(typed != "qqqqqqqq", found.Count > 0);
    }

    /// <summary>The best of many: what else the machine does meanwhile is not what is measured.</summary>
    static async Task Takes(int milliseconds, Func<Task> work)
    {
        await work();
        var best = TimeSpan.MaxValue;
        for (var times = 0; times < 60 && (times < 8 || best.TotalMilliseconds > milliseconds); times++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            var took = Stopwatch.GetElapsedTime(began);
            best = took < best ? took : best;
        }

        TestContext.Current.SendDiagnosticMessage($"{best.TotalMilliseconds:0.0} ms");
        TestContext.Current.TestOutputHelper?.WriteLine($"{best.TotalMilliseconds:0.0} ms");
        Assert.True(best.TotalMilliseconds <= milliseconds, $"{best.TotalMilliseconds:0.0} ms");
    }

    static Contact Contact(int number) =>
        new Contact(Guid.CreateVersion7(), Owner, $"Voornaam{number % 97}", $"Achternaam{number}x")
        {
            Company = $"Bedrijf{number % 1013}",
            Numbers = [new ContactNumber(NumberType.Work, "", $"+3120100{number:0000}")],
        }.Indexed();

    /// <summary>They are only read: once for all tests.</summary>
    public sealed class FiftyThousand(PostgresFixture postgres) : IAsyncLifetime
    {
        DocumentStore? _store;

        internal DocumentStore Store => _store!;

        public async ValueTask InitializeAsync()
        {
            _store = await postgres.NewStore(ContactsModule.Documents);
            await using (var session = _store.SessionFor(Company))
            {
                session.Store(Contact(0) with { Owner = Guid.NewGuid() });
                await session.SaveChangesAsync(Ct);
            }

            await _store.BulkInsertAsync(Company.ToString(), [.. Enumerable.Range(0, Many).Select(Contact)], cancellation: Ct);
            await using var analyse = _store.SessionFor(Company);
            analyse.QueueSqlCommand("analyze connectme.mt_doc_contact");
            await analyse.SaveChangesAsync(Ct);
        }

        public ValueTask DisposeAsync()
        {
            _store?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
