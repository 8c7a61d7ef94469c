namespace ConnectMe.Identity.Domain;

/// <summary>This person is that entry of the company's directory: they sign in with the password that they have there.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Entry">The entry's own id, which it keeps when it is renamed or moved: "objectGUID:" and hex, or "entryUUID:" and the UUID. Of one person only.</param>
/// <param name="Dn">Where it was found last; for people to read.</param>
public sealed record DirectoryLink(Guid Id, string Entry, string Dn)
{
    public DateTimeOffset LinkedAt { get; init; }

    /// <summary>When they were last mailed that their password is changed in the directory.</summary>
    public DateTimeOffset? MailedAt { get; init; }

    /// <summary>What stands for the password's hash in a sign-in that the directory vouches for.</summary>
    public string Proof => ProofMark + Entry;

    public static bool IsProof(string hash) => hash.StartsWith(ProofMark, StringComparison.Ordinal);

    const string ProofMark = "directory ";
}
