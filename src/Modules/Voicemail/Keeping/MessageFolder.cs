using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>The messages' files: <c>voicemail/{company}/{person}/{message}.ogg</c> in the data folder. Each says itself what it is of, so that none is lost when the server is killed or the database is away.</summary>
internal sealed class MessageFolder(VoicemailSettings settings, IDataFolder data)
{
    public PersonFiles Files { get; } = new(Path.Combine(data.Path, "voicemail"));

    /// <summary>Asks the disk and not the database: calls do not wait for that.</summary>
    /// <param name="owner">The person, or the group.</param>
    public MessageRoom RoomFor(CompanyId company, Guid owner) =>
        new(Files.Of(company, owner).Count >= settings.Messages, Files.IsFull(settings.MinimumFree));

    /// <summary>Where a message of this call is to be written. Does no more than say so.</summary>
    public RecordingFile FileOf(ApplicationCall call, Guid owner, Guid message, DateTimeOffset at) =>
        new(
            PathOf(call.Company, owner, message),
            [
                new(Person, owner.ToString("n")),
                new(Root, call.Root.ToString("n")),
                new(Caller, call.Caller?.Value.ToString("n") ?? ""),
                new(Name, Shortened(call.CallerName)),
                new(Number, Shortened(call.CallerNumber)),
                new(Outside, call.CallerIsOutside ? "1" : "0"),
                new(Left, at.ToString("O", CultureInfo.InvariantCulture)),
            ],
            settings.MinimumFree
        );

    /// <summary>Its file is closed, however it ended; there may be none. Never blocks.</summary>
    public void Closed(CompanyId company, Guid owner, Guid message) => Files.Closed(Files.Of(company, owner, message));

    public string PathOf(CompanyId company, Guid owner, Guid message) => Files.Of(company, owner, message).Path;

    /// <summary>A caller from outside names themself, at any length.</summary>
    static string Shortened(string text) => text.Length > MostOfName ? text[..MostOfName] : text;

    public const string Person = "PERSON";
    public const string Root = "CALL";
    public const string Caller = "CALLER";
    public const string Name = "FROM";
    public const string Number = "NUMBER";
    public const string Outside = "OUTSIDE";
    public const string Left = "LEFT";
    const int MostOfName = 200;
}

/// <param name="IsFull">They have as many messages as one can have.</param>
/// <param name="IsDiskFull">The server's disk has no more room than is to stay free.</param>
internal sealed record MessageRoom(bool IsFull, bool IsDiskFull);
