using System.Globalization;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Identity.People;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.SingleSignOn;

/// <summary>An account for somebody whom a provider vouches for and the company does not have yet (A10-02): with the next free extension, and without a password.</summary>
internal sealed class NewcomerAccounts(CompaniesInMemory companies, IEnumerable<IReservedNumbers> reserved)
{
    /// <summary>Adds to the session; saving fails when their address or number was taken meanwhile.</summary>
    /// <returns>Null: no extension is free, or their address is none that we could write to.</returns>
    public async Task<User?> Make(IDocumentSession session, CompanyId company, VouchedPerson vouched, CancellationToken ct)
    {
        if (MailAddress.Read(vouched.Email) is not { } address || await FreeExtension(session, company, ct) is not { } extension)
        {
            return null;
        }

        var rights = await session.RightsOf(company, ct);
        var added = new UserAdded(
            Guid.CreateVersion7(),
            NameOf(vouched, address.LocalPart),
            address.Address,
            address.Address,
            extension,
            Role: "",
            RightsTemplate: rights.ForNewPeople
        );
        session.AddUser(company.Value, added);
        return User.Create(added);
    }

    async Task<string?> FreeExtension(IDocumentSession session, CompanyId company, CancellationToken ct)
    {
        var place = companies.Of(company);
        var (first, last) = (place.FirstExtension ?? FirstOfAll, place.LastExtension ?? LastOfAll);
        var taken = (
            await session.Query<User>().Where(user => user.DeactivatedAt == null).Select(user => user.Extension).ToListAsync(ct)
        ).ToHashSet(StringComparer.Ordinal);
        for (var number = first; number <= last; number++)
        {
            var extension = number.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(extension) && !await IsReserved(company, extension, ct))
            {
                return extension;
            }
        }

        return null;
    }

    async Task<bool> IsReserved(CompanyId company, string extension, CancellationToken ct)
    {
        foreach (var part in reserved)
        {
            if (await part.IsReserved(company, extension, ct))
            {
                return true;
            }
        }

        return false;
    }

    static string NameOf(VouchedPerson vouched, string otherwise)
    {
        var name = string.Concat(vouched.Name.Where(sign => !char.IsControl(sign))).Trim();
        var chosen = name.Length > 0 ? name : otherwise;
        return chosen.Length <= User.LongestName ? chosen : chosen[..User.LongestName];
    }

    // What the set-up offers to who says nothing.
    const int FirstOfAll = 200;
    const int LastOfAll = 899;
}
