namespace ConnectMe.Kernel.Design;

/// <summary>
/// What the reader of the present request may know of colleagues just now, for wherever they stand: <see cref="AvatarTagHelper"/> and <see cref="FactsTagHelper"/>
/// write it. Scoped and from memory: one look for a whole page.
/// </summary>
public interface IPersonFacts
{
    ValueTask<PersonFacts> Of(Guid person, CancellationToken ct);
}

/// <param name="State">Null: there is nothing to know.</param>
/// <param name="Note">What they tell of themselves; may be empty.</param>
public sealed record PersonFacts(ShownState? State, string Note);

/// <summary>What somebody is doing, as one thing: a call comes before their status.</summary>
/// <param name="Disc">"ring", "call", "ok", "away", "dnd" or "off".</param>
/// <param name="Words">"Lunch until 13:00", in the reader's language and time zone.</param>
public sealed record ShownState(string Disc, string Words);
