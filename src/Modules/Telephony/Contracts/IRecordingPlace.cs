using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Contracts;

/// <summary>Where recordings of calls lie. Implemented by the module that keeps them; asks the disk at most, never the database: calls do not wait for that.</summary>
public interface IRecordingPlace
{
    /// <summary>What one more recording of this person may take.</summary>
    /// <param name="most">What all of theirs of this kind may take together, in bytes.</param>
    RecordingRoom RoomFor(CompanyId company, UserId person, RecordingKind kind, long most);

    /// <summary>Where it is to be written. Does no more than say so.</summary>
    RecordingFile FileOf(CompanyId company, RecordedCall call);

    /// <summary>Its file is closed, however it ended; there may be none. Must not block.</summary>
    void Closed(CompanyId company, UserId person, RecordingKind kind, Guid recording);

    /// <summary>It is taken into its list when it is closed, or it is deleted then; said last counts, and is remembered if the server is killed.</summary>
    void Keep(CompanyId company, UserId person, RecordingKind kind, Guid recording, bool isKept);
}

/// <param name="Bytes">Zero or less: none.</param>
/// <param name="IsDiskFull">The server's disk has no more room than is to stay free.</param>
public sealed record RecordingRoom(long Bytes, bool IsDiskFull);

/// <param name="Comments">Of the file itself (RFC 7845 §5.2): it says what it is of, also to who finds nothing but it.</param>
/// <param name="MinimumFree">What is to stay free on its disk, in bytes.</param>
public sealed record RecordingFile(string Path, IReadOnlyList<KeyValuePair<string, string>> Comments, long MinimumFree);

/// <param name="Call">The first call of those handed on one after another, as the call log knows it.</param>
/// <param name="OtherNumber">For people to read, and to dial again; empty when it was hidden.</param>
public sealed record RecordedCall(
    Guid Recording,
    UserId Person,
    Guid Call,
    string OtherName,
    string OtherNumber,
    bool OtherIsOutside,
    DateTimeOffset At,
    TimeSpan Limit
)
{
    public RecordingKind Kind { get; init; }

    /// <summary>The queue out of which the call came; null: out of none.</summary>
    public Guid? Queue { get; init; }
}
