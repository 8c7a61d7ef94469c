using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>
/// Gives a person what a module keeps of them (GDPR articles 15 and 20, docs/decisions/0021). Modules register theirs. Which kinds it gives stands in its
/// <see cref="GivesAttribute"/>: a kind of data that nobody gives has a reason in its class of data, or a test of the architecture fails.
/// </summary>
public interface IPersonalData
{
    Task Give(DataSubject person, IDataCopy copy, CancellationToken ct);
}

/// <summary>The documents, aggregates and events of which somebody's own stand in their copy.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GivesAttribute(params Type[] kinds) : Attribute
{
    public IReadOnlyList<Type> Kinds => kinds;
}

/// <summary>Whose data it is (GDPR article 4).</summary>
/// <param name="Name">As they are called now.</param>
/// <param name="By">Who has the copy made: themselves, or an administrator.</param>
public sealed record DataSubject(CompanyId Company, UserId Id, string Name, string Email, UserId By);

/// <summary>What a person takes away. Every part is written at once and in its turn, so that a large one needs no more memory.</summary>
public interface IDataCopy
{
    /// <param name="name">For people to read, without an extension; signs that a file cannot have are left out.</param>
    /// <param name="meaning">One sentence for the index.</param>
    Task Json(string name, string meaning, object content, CancellationToken ct);

    /// <summary>A CSV file for a spreadsheet.</summary>
    Task Rows(
        string name,
        string meaning,
        IReadOnlyList<string> headings,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken ct
    );

    /// <param name="folder">Empty: beside the others. Of a folder the index has the first meaning alone.</param>
    /// <param name="name">With its extension.</param>
    Task File(string folder, string name, string meaning, Func<Stream, CancellationToken, Task> write, CancellationToken ct);
}
