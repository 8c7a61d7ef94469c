namespace ConnectMe.Telephony.Journal;

/// <summary>How far a data folder's journal is in Marten; stored with the events themselves, so that each gets there once.</summary>
/// <param name="Id">The journal's.</param>
/// <param name="Open">Calls without an end so far: those that a stop of the server cut off are ended from it.</param>
internal sealed record JournalPosition(Guid Id, long Position, IReadOnlyList<OpenCall> Open);

internal sealed record OpenCall(Guid Company, Guid Call);
