namespace ConnectMe.Telephony.Contracts;

/// <summary>Which of their calls the user of this request recorded: for the call log to lead there. Scoped.</summary>
public interface IRecordedCalls
{
    /// <param name="calls">The first of those handed on one after another, as in <see cref="RecordedCall.Call"/>.</param>
    /// <returns>The newest recording of each that has one, by call.</returns>
    Task<IReadOnlyDictionary<Guid, Guid>> Of(IReadOnlyCollection<Guid> calls, CancellationToken ct);
}
