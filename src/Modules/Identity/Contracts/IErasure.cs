using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>
/// Takes a person who has left out of what a module keeps: what is theirs alone goes, what is others' too keeps its figures and loses them. Modules register theirs; who erases
/// somebody twice finds nothing the second time.
/// </summary>
public interface IErasure
{
    Task Erase(ErasedPerson person, CancellationToken ct);

    /// <summary>How much is kept under the number of somebody outside; kinds of which there is none may be left out.</summary>
    Task<IReadOnlyList<KeptOfNumber>> Find(OutsideNumber number, CancellationToken ct);

    /// <summary>Takes the number, and who had it, out of what is kept.</summary>
    Task Erase(OutsideNumber number, CancellationToken ct);
}

/// <summary>By what somebody who is erased is found: all they ever had here.</summary>
/// <param name="Names">Their names and e-mail addresses.</param>
/// <param name="Numbers">Their own numbers in the public network, E.164.</param>
public sealed record ErasedPerson(CompanyId Company, UserId Id, IReadOnlyList<string> Names, IReadOnlyList<string> Numbers)
{
    /// <summary>Stands in shared facts where the erased stood: the same for all, so that it does not tell which of them it was.</summary>
    public static Guid Nobody { get; } = new("00000000-0000-0000-0000-00000000dead");

    /// <summary>What is left in the audit log in place of the name.</summary>
    public string Pseudonym => $"#{Id.Value.ToString("n")[..8]}";

    public bool IsNamedIn(string text) => Names.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));
}
