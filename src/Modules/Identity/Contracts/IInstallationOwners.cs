using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Contracts;

/// <summary>Who the installation as a whole is of: its backups and its certificate are nobody's company.</summary>
public interface IInstallationOwners
{
    /// <summary>How many companies it serves. The administrators of the only one are its owners; of several none is, and the command line is left.</summary>
    int Companies { get; }

    /// <summary>Nobody has set it up yet, and this browser has said the one-time code of the log.</summary>
    bool MaySetUp(HttpRequest request);

    /// <summary>Mails all administrators, each in the language of their company's mail.</summary>
    Task Tell(Func<(string Subject, string Text)> words, CancellationToken ct);
}
