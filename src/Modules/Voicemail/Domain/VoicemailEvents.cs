namespace ConnectMe.Voicemail.Domain;

/// <param name="OwnerId">The person, or the group.</param>
/// <param name="Root">The first call of those handed on until it came here, as the call log knows it.</param>
/// <param name="CallerId">Null when it is nobody of the company.</param>
/// <param name="CallerNumber">For people to read, and to dial again; empty when it was hidden.</param>
/// <param name="Peaks">How loud it is from beginning to end, 0 to 255.</param>
public sealed record VoicemailLeft(
    Guid MessageId,
    Guid OwnerId,
    Guid Root,
    Guid? CallerId,
    string CallerName,
    string CallerNumber,
    bool CallerIsOutside,
    DateTimeOffset LeftAt,
    TimeSpan Length,
    long Bytes,
    IReadOnlyList<byte> Peaks
);

/// <summary>For the first time.</summary>
public sealed record VoicemailHeard(Guid MessageId, Guid By, DateTimeOffset At);

public sealed record VoicemailDeleted(Guid MessageId, Guid By, DateTimeOffset At);
