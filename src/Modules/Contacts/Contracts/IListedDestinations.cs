using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>
/// What of a company is called as colleagues are, and is nobody: its ACD groups and conference rooms (M10-10). They stand in the list of contacts; nobody marks or blocks them.
/// Implemented by Telephony. Answers from memory when it can.
/// </summary>
public interface IListedDestinations
{
    ValueTask<IReadOnlyList<ListedDestination>> Of(CompanyId company, CancellationToken ct);
}

/// <param name="Kind">What it is, in the language of who reads.</param>
/// <param name="Extension">By which colleagues call it.</param>
/// <param name="Numbers">Of the telephone network, E.164.</param>
public sealed record ListedDestination(Guid Id, string Name, string Kind, string Extension, IReadOnlyList<string> Numbers);
