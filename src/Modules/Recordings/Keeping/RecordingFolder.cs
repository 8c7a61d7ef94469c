using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Recordings.Keeping;

/// <summary>The files: one folder for each person of each company. Each file says itself what it is of, so that none is lost when the server is killed or the database is away.</summary>
internal sealed class RecordingFolder(RecordingsSettings settings, IDataFolder data) : IRecordingPlace
{
    public PersonFiles Files { get; } =
        new(settings.Folder.Length > 0 ? Path.GetFullPath(settings.Folder) : Path.Combine(data.Path, "recordings"));

    long MinimumFree => settings.MinimumFreeMegabytes * 1_000_000;

    public RecordingRoom RoomFor(CompanyId company, UserId person, long most) =>
        new(most - UsedBy(company, person), IsDiskFull: Files.IsFull(MinimumFree));

    public RecordingFile FileOf(CompanyId company, RecordedCall call) =>
        new(
            PathOf(company, call.Person.Value, call.Recording),
            [
                new(Person, call.Person.Value.ToString("n")),
                new(Call, call.Call.ToString("n")),
                new(Name, Shortened(call.OtherName)),
                new(Number, Shortened(call.OtherNumber)),
                new(Outside, call.OtherIsOutside ? "1" : "0"),
                new(Began, call.At.ToString("O", CultureInfo.InvariantCulture)),
                new(Limit, call.Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            ],
            MinimumFree
        );

    public void Closed(CompanyId company, UserId person, Guid recording) => Files.Closed(Files.Of(company, person.Value, recording));

    public string PathOf(CompanyId company, Guid person, Guid recording) => Files.Of(company, person, recording).Path;

    public long UsedBy(CompanyId company, UserId person) => Files.Of(company, person.Value).Sum(file => file.Length);

    /// <summary>A caller from outside names themself, at any length.</summary>
    static string Shortened(string text) => text.Length > MostOfName ? text[..MostOfName] : text;

    public const string Person = "PERSON";
    public const string Call = "CALL";
    public const string Name = "WITH";
    public const string Number = "NUMBER";
    public const string Outside = "OUTSIDE";
    public const string Began = "BEGAN";
    public const string Limit = "LIMIT";
    const int MostOfName = 200;
}
