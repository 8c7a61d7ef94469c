namespace ConnectMe.Identity.Domain;

/// <summary>The keys that a user chose in place of the standard ones.</summary>
/// <param name="Id">The user's.</param>
/// <param name="Keys">Action to keys, as <see cref="ConnectMe.Kernel.KeyChord"/> writes them. Actions that are not in it have their standard ones.</param>
public sealed record PersonalShortcuts(Guid Id, Dictionary<string, string> Keys);
