using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>A person's own contacts and the company's, for whoever has a number and wants a name, or the other way round.</summary>
public interface IContactBook
{
    /// <summary>Whose numbers these are. While the database is away it answers with what it knew before: calls do not wait for it.</summary>
    /// <param name="numbers">E.164.</param>
    ValueTask<IReadOnlyDictionary<string, KnownContact>> Find(
        CompanyId company,
        UserId owner,
        IReadOnlyCollection<string> numbers,
        CancellationToken ct
    );

    /// <summary>Contacts with a number that what is typed may mean: favourites first, else by name; also with a typing error. Nothing while the database is away.</summary>
    ValueTask<IReadOnlyList<FoundContact>> Search(CompanyId company, UserId owner, string typed, int most, CancellationToken ct);
}

/// <summary>A contact as other modules see it.</summary>
/// <param name="Name">Never empty.</param>
/// <param name="Company">Empty when unknown, and when it is the name already.</param>
/// <param name="Email">May be empty.</param>
public sealed record KnownContact(Guid Id, string Name, string Company, string Email, bool IsVip);

/// <param name="Number">To dial.</param>
/// <param name="Shown">For people to read.</param>
public sealed record FoundContact(KnownContact Contact, string Number, string Shown);
