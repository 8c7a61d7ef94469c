using ConnectMe.Kernel;

namespace ConnectMe.Contacts.Contracts;

/// <summary>
/// What else than calling can be begun with a colleague: a button on their card, and in a call with them. Implemented by modules above; whoever draws the button knows none of them by
/// name. Scoped: for whoever makes the request.
/// </summary>
public interface IColleagueAction
{
    /// <summary>Of no other action; stands in the button.</summary>
    string Name { get; }

    /// <summary>Its Lucide name.</summary>
    string Icon { get; }

    /// <summary>In the language of who reads.</summary>
    string Words { get; }

    /// <returns>Where a press of the button is posted to; null: not with this one.</returns>
    ValueTask<string?> AddressFor(UserId colleague, CancellationToken ct);
}
