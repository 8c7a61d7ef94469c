using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.Demo;

/// <summary>
/// Makes the demo company when the Host was started with <c>--demo</c>, and only then; once, in one transaction. <c>--demo-people=60</c> adds as many to it,
/// <c>--demo-filled</c> what weeks of use leave behind: contacts, phones, a call log.
/// </summary>
internal sealed class DemoSeed(IDocumentStore store, IConfiguration configuration, IEnumerable<IDemoContent> content, TimeProvider time)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsAsked(configuration))
        {
            return;
        }

        await using var session = store.LightweightSession(DemoCompany.Id.ToString("n"));
        if (await session.LoadAsync<Company>(DemoCompany.Id, cancellationToken) is not null)
        {
            return;
        }

        session.Events.StartStream<Company>(DemoCompany.Id, new CompanyFounded(DemoCompany.Id, DemoCompany.Name));
        var more = DemoCompany.MorePeople(configuration.GetValue("demo-people", 0)).ToList();
        var password = PasswordHash.Of(DemoCompany.Password); // slow by design: once for all of them
        foreach (var person in DemoCompany.People.Concat(more))
        {
            session.AddUser(DemoCompany.Id, person, password);

            // A demo is not for reading policies: its people have agreed.
            var consents = Consents.IdOf(person.UserId);
            session.Events.StartStream<Consents>(
                consents,
                new ConsentGiven(consents, person.UserId, Policy.OurVersion, Policy.OurVersion, Policy.OurVersion, time.GetUtcNow())
            );
        }

        var isFilled = configuration.GetValue("demo-filled", defaultValue: false);
        foreach (var part in content.Where(part => isFilled || !part.IsOfUse))
        {
            part.Add(session, new CompanyId(DemoCompany.Id), People(more));
        }

        await session.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static IReadOnlyList<Person> People(IEnumerable<UserAdded> more) =>
        [.. DemoCompany.People.Concat(more).Select(p => new Person(new UserId(p.UserId), p.Name, p.Extension, p.Role, p.IsAdministrator))];

    public static bool IsAsked(IConfiguration configuration) => configuration.GetValue("demo", defaultValue: false);
}
