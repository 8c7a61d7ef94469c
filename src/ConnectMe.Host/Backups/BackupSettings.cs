using System.Text.Json;

namespace ConnectMe.Host.Backups;

/// <summary>When backups are made by themselves: a file in the data folder, for it is about the installation and no company's.</summary>
/// <param name="At">On the clock of <paramref name="Zone"/>.</param>
/// <param name="Keep">How many of those made by themselves are kept; others stay until somebody deletes them.</param>
internal sealed record BackupSettings(bool Daily, TimeOnly At, int Keep, string Zone)
{
    public const int MostKept = 90;

    /// <summary>As long as nobody said otherwise.</summary>
    public static BackupSettings Standard { get; } = new(Daily: true, new TimeOnly(3, 0), Keep: 7, "Europe/Amsterdam");

    /// <summary>The last moment at or before now at which one was to be made.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var due = Moment(today, zone);
        return due <= now ? due : Moment(today.AddDays(-1), zone);
    }

    /// <summary>A time that the clock leaves out in spring is an hour later.</summary>
    DateTimeOffset Moment(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(At);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public static BackupSettings Read(string path) =>
        (File.Exists(path) ? JsonSerializer.Deserialize<BackupSettings>(File.ReadAllBytes(path)) : null) ?? Standard;

    public void Write(string path)
    {
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(path + ".new", path, overwrite: true);
    }
}
