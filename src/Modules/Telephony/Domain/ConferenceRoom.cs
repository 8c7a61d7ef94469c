namespace ConnectMe.Telephony.Domain;

/// <summary>A conference that stands open: who dials its extension, or a number of the company that leads there, takes part.</summary>
/// <param name="Pin">What callers from outside must key in first; empty: nothing.</param>
public sealed partial record ConferenceRoom(Guid Id, string Name, string Extension, string Pin)
{
    /// <summary>That a company has.</summary>
    public const int Most = 100;

    public const int LongestName = 60;

    public const int ShortestPin = 6;

    public const int LongestPin = 10;

    public static ConferenceRoom Create(ConferenceRoomAdded added) => new(added.RoomId, added.Name, added.Extension, added.Pin);

    public ConferenceRoom Apply(ConferenceRoomChanged changed) =>
        this with
        {
            Name = changed.Name,
            Extension = changed.Extension,
            Pin = changed.Pin,
        };

    public bool ShouldDelete(ConferenceRoomRemoved removed) => removed.RoomId == Id;
}

public sealed record ConferenceRoomAdded(Guid RoomId, string Name, string Extension, string Pin);

public sealed record ConferenceRoomChanged(Guid RoomId, string Name, string Extension, string Pin);

public sealed record ConferenceRoomRemoved(Guid RoomId);
