using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Recordings.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Recordings.Keeping;

/// <summary>The files: one folder for each person of each company, and one more for their extended ones, which have limits of their own. Each file says itself what it is of, so that none is lost when the server is killed or the database is away.</summary>
internal sealed class RecordingFolder(RecordingsSettings settings, IDataFolder data) : IRecordingPlace
{
    readonly PersonFiles _personal = new(RootOf(settings, data));
    readonly PersonFiles _extended = new(Path.Combine(RootOf(settings, data), "extended"));

    public PersonFiles Files(RecordingKind kind) => kind is RecordingKind.Extended ? _extended : _personal;

    long MinimumFree => settings.MinimumFreeMegabytes * 1_000_000;

    public RecordingRoom RoomFor(CompanyId company, UserId person, RecordingKind kind, long most) =>
        new(most - UsedBy(company, person, kind), IsDiskFull: Files(kind).IsFull(MinimumFree));

    public RecordingFile FileOf(CompanyId company, RecordedCall call) =>
        new(
            PathOf(company, call.Person.Value, call.Kind, call.Recording),
            [
                new(Person, call.Person.Value.ToString("n")),
                new(Call, call.Call.ToString("n")),
                new(Name, Shortened(call.OtherName)),
                new(Number, Shortened(call.OtherNumber)),
                new(Outside, call.OtherIsOutside ? "1" : "0"),
                new(Began, call.At.ToString("O", CultureInfo.InvariantCulture)),
                new(Queue, call.Queue?.ToString("n") ?? ""),
                new(Limit, call.Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            ],
            MinimumFree
        );

    public void Closed(CompanyId company, UserId person, RecordingKind kind, Guid recording) =>
        Files(kind).Closed(Files(kind).Of(company, person.Value, recording));

    public void Keep(CompanyId company, UserId person, RecordingKind kind, Guid recording, bool isKept)
    {
        var unsaved = UnsavedOf(PathOf(company, person.Value, kind, recording));
        if (isKept)
        {
            File.Delete(unsaved);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(unsaved)!);
        File.Create(unsaved).Dispose();
    }

    /// <summary>Lies beside a recording that is not to be kept: the server may be killed before it ends.</summary>
    public static string UnsavedOf(string path) => Path.ChangeExtension(path, ".unsaved");

    public string PathOf(Recording recording, CompanyId company) => PathOf(company, recording.OwnerId, recording.Kind, recording.Id);

    public string PathOf(CompanyId company, Guid person, RecordingKind kind, Guid recording) =>
        Files(kind).Of(company, person, recording).Path;

    public long UsedBy(CompanyId company, UserId person, RecordingKind kind) =>
        Files(kind).Of(company, person.Value).Sum(file => file.Length);

    static string RootOf(RecordingsSettings settings, IDataFolder data) =>
        settings.Folder.Length > 0 ? Path.GetFullPath(settings.Folder) : Path.Combine(data.Path, "recordings");

    /// <summary>A caller from outside names themself, at any length.</summary>
    static string Shortened(string text) => text.Length > MostOfName ? text[..MostOfName] : text;

    public const string Person = "PERSON";
    public const string Call = "CALL";
    public const string Name = "WITH";
    public const string Number = "NUMBER";
    public const string Outside = "OUTSIDE";
    public const string Began = "BEGAN";
    public const string Queue = "QUEUE";
    public const string Limit = "LIMIT";
    const int MostOfName = 200;
}
