using ConnectMe.Contacts.Contracts;
using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Contacts.AddressBook;

/// <summary>Changes of a company's contacts and screenings.</summary>
internal sealed class ContactChanges(IServiceProvider services)
    : CompanyChanges(
        typeof(Contact),
        typeof(NumberOfContact),
        typeof(BlockedNumber),
        typeof(CallerScreening),
        typeof(ImportedContacts),
        typeof(MarkedColleagues)
    )
{
    protected override async Task Tell(CompanyId company)
    {
        foreach (var listener in services.GetServices<IScreeningsChanged>())
        {
            await listener.ScreeningsChanged(company);
        }
    }
}
