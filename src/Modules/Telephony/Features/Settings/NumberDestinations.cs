using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.Features;

/// <summary>Where a number leads; of the three at most one is set.</summary>
internal sealed record NumberLeads(Guid? Person, Guid? Queue, NumberDestination? Destination);

/// <summary>All that numbers of this company can lead to (A3-01).</summary>
internal sealed class NumberDestinations(ICurrentUser me, ICallDestinations destinations)
{
    public async Task<IReadOnlyList<CallDestination>> All(CancellationToken ct) => await destinations.Of(me.Company, ct);

    /// <param name="value">As the form sent it.</param>
    /// <returns>Null: nowhere, or there is none such in this company.</returns>
    public async Task<NumberLeads?> Find(string? value, CancellationToken ct) =>
        string.IsNullOrEmpty(value)
            ? null
            : (await All(ct)).FirstOrDefault(destination =>
                string.Equals(destination.Value, value, StringComparison.OrdinalIgnoreCase)
            ) switch
            {
                null => null,
                { Queue: { } queue } => new NumberLeads(Person: null, queue, Destination: null),
                { Target: { Application: { } name, DestinationId: { } id } } => new NumberLeads(
                    null,
                    null,
                    new NumberDestination(name, id)
                ),
                { Target: var target } => new NumberLeads(target.PersonId, Queue: null, Destination: null),
            };

    public static string? Written(CompanyNumber number) => CallDestinations.Written(number);
}
