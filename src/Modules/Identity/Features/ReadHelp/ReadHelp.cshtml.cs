using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using Marten;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>Who helps (M16-01), and what people can look at themselves.</summary>
internal sealed class ReadHelp(ICurrentUser me, IPeople people, IQuerySession session) : PageModel
{
    /// <summary>Null: nobody has set one.</summary>
    public SupportContact? Contact { get; private set; }

    /// <summary>Who can be asked instead.</summary>
    public IReadOnlyList<Person> Administrators { get; private set; } = [];

    public bool MayChange { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Contact = await session.LoadAsync<SupportContact>(me.Company.Value, ct);
        Administrators = [.. (await people.Of(me.Company, ct)).Where(person => person.IsAdministrator)];
        MayChange = Administrators.Any(person => person.Id == me.User);
    }
}
