using ConnectMe.Identity.Domain;
using Marten;

namespace ConnectMe.Identity.People;

/// <summary>What an account consists of: its history, the names that lead to it, and its password once there is one.</summary>
internal static class Registration
{
    /// <summary>The session is the company's. Saving fails when one of the names is taken anywhere in the installation.</summary>
    public static void AddUser(this IDocumentSession session, Guid company, UserAdded added, string passwordHash)
    {
        session.AddUser(company, added);
        session.Insert(new Credential(added.UserId, passwordHash));
    }

    /// <summary>Without a password: nobody signs in by it until the person has chosen one.</summary>
    public static void AddUser(this IDocumentSession session, Guid company, UserAdded added)
    {
        session.Events.StartStream<User>(added.UserId, added);
        foreach (var name in Names(added.UserName, added.Email))
        {
            session.Insert(new SignInName(name, company, added.UserId));
        }
    }

    public static void RenameUser(this IDocumentSession session, Guid company, User before, UserChanged after)
    {
        var (old, names) = (Names(before.UserName, before.Email), Names(after.UserName, after.Email));
        foreach (var name in old.Except(names))
        {
            session.Delete<SignInName>(name);
        }

        foreach (var name in names.Except(old))
        {
            session.Insert(new SignInName(name, company, after.UserId));
        }
    }

    static HashSet<string> Names(string userName, string email) => [SignInName.Normalize(userName), SignInName.Normalize(email)];
}
