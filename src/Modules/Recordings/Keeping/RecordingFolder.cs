using System.Globalization;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Recordings.Keeping;

/// <summary>The files: one folder for each person of each company. Each file says itself what it is of, so that none is lost when the server is killed or the database is away.</summary>
internal sealed class RecordingFolder(RecordingsSettings settings, IDataFolder data, Closings closings) : IRecordingPlace
{
    readonly string _root = settings.Folder.Length > 0 ? Path.GetFullPath(settings.Folder) : Path.Combine(data.Path, "recordings");

    long MinimumFree => settings.MinimumFreeMegabytes * 1_000_000;

    public RecordingRoom RoomFor(CompanyId company, UserId person, long most)
    {
        Directory.CreateDirectory(_root);
        return new RecordingRoom(most - UsedBy(company, person), IsDiskFull: new DriveInfo(_root).AvailableFreeSpace <= MinimumFree);
    }

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

    public void Closed(CompanyId company, UserId person, Guid recording) =>
        closings.Add(new Closing(company, person.Value, recording, PathOf(company, person.Value, recording)));

    public string PathOf(CompanyId company, Guid person, Guid recording) =>
        Path.Combine(FolderOf(company, person), $"{recording:n}{Extension}");

    public long UsedBy(CompanyId company, UserId person)
    {
        var folder = new DirectoryInfo(FolderOf(company, person.Value));
        return folder.Exists ? folder.EnumerateFiles($"*{Extension}").Sum(file => file.Length) : 0;
    }

    /// <summary>What lies there; others' files are left alone.</summary>
    public IEnumerable<Closing> All()
    {
        if (!Directory.Exists(_root))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(_root, $"*{Extension}", SearchOption.AllDirectories))
        {
            if (
                Path.GetRelativePath(_root, path).Split(Path.DirectorySeparatorChar) is [var company, var person, var file]
                && Guid.TryParseExact(company, "n", out var companyId)
                && Guid.TryParseExact(person, "n", out var personId)
                && Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "n", out var recording)
            )
            {
                yield return new Closing(new CompanyId(companyId), personId, recording, path);
            }
        }
    }

    /// <summary>Also one that is not there any more, whatever took it and its folder away.</summary>
    public void Delete(CompanyId company, Guid person, Guid recording)
    {
        var path = PathOf(company, person, recording);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>All that lies there of this person.</summary>
    public void Forget(CompanyId company, UserId person)
    {
        if (Directory.Exists(FolderOf(company, person.Value)))
        {
            Directory.Delete(FolderOf(company, person.Value), recursive: true);
        }
    }

    string FolderOf(CompanyId company, Guid person) => Path.Combine(_root, $"{company.Value:n}", $"{person:n}");

    /// <summary>A caller from outside names themself, at any length.</summary>
    static string Shortened(string text) => text.Length > MostOfName ? text[..MostOfName] : text;

    public const string Person = "PERSON";
    public const string Call = "CALL";
    public const string Name = "WITH";
    public const string Number = "NUMBER";
    public const string Outside = "OUTSIDE";
    public const string Began = "BEGAN";
    public const string Limit = "LIMIT";
    const string Extension = ".ogg";
    const int MostOfName = 200;
}
