using System.Collections.Immutable;
using ConnectMe.Kernel;

namespace ConnectMe.Voicemail.Contracts;

/// <summary>The groups in whose name messages are taken. Implemented by what keeps groups.</summary>
public interface IGroupMailboxes
{
    /// <summary>From memory: calls and every page ask. In the order in which people are to see them.</summary>
    ValueTask<IReadOnlyList<GroupMailbox>> Of(CompanyId company, CancellationToken ct);
}

/// <summary>Told by what keeps groups that <see cref="IGroupMailboxes.Of"/> answers otherwise from now on.</summary>
public interface IGroupMailboxesChanged
{
    /// <summary>Called after the change can be read; whoever made it waits for this. Does not throw.</summary>
    Task GroupMailboxesChanged(CompanyId company);
}

/// <param name="Id">Of the queue from which calls are led to it.</param>
/// <param name="Number">Digits by which its members listen to it; an extension that is the same comes first. Null: only on the page.</param>
/// <param name="Members">Who hears and deletes its messages: one of them for all.</param>
public sealed record GroupMailbox(Guid Id, string Name, string? Number, ImmutableHashSet<UserId> Members);
