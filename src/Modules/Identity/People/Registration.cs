using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.People;

/// <summary>What a new account consists of: its history, its password and the two names that lead to it, in one transaction.</summary>
internal static class Registration
{
    /// <summary>The session is the company's. Saving fails when one of the names is taken anywhere in the installation.</summary>
    public static void AddUser(this IDocumentSession session, Guid company, UserAdded added, string passwordHash)
    {
        session.Events.StartStream<User>(added.UserId, added);
        session.Insert(new Credential(added.UserId, passwordHash));
        session.Insert(new SignInName(SignInName.Normalize(added.UserName), company, added.UserId));
        session.Insert(new SignInName(SignInName.Normalize(added.Email), company, added.UserId));
    }
}
