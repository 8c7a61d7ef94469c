using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using Marten;

namespace ConnectMe.Telephony.Demo;

/// <summary>Accounts of desk phones. Nobody knows their secrets: who has a phone asks for a new one on the page of devices.</summary>
internal sealed class DemoPhones(TelephonySecrets secrets, TimeProvider time) : IDemoContent
{
    public bool IsOfUse => true;

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        foreach (var (person, name) in people.Zip(Names))
        {
            var (id, username) = (Guid.CreateVersion7(), TelephonySecrets.NewUsername());
            session.Events.StartStream<Device>(
                id,
                new DeviceAdded(
                    id,
                    company.Value,
                    person.Id.Value,
                    name,
                    username,
                    RequiresTls: false,
                    RequiresSrtp: false,
                    time.GetUtcNow().AddDays(-30)
                )
            );
            session.Insert(secrets.SecretOf(id, username, TelephonySecrets.NewSecret()));
        }
    }

    static readonly string[] Names = ["Balie", "Kantoor", "Verkoop", "Werkplaats, wandtoestel", "Administratie", "Magazijn"];
}
