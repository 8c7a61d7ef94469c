using ConnectMe.Identity.Contracts;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Numbering;

namespace ConnectMe.Telephony.Features;

/// <summary>Where a number leads; of the three at most one is set.</summary>
internal sealed record NumberLeads(Guid? Person, Guid? Queue, NumberGoal? Goal);

/// <summary>All that numbers of this company can lead to (A3-01).</summary>
internal sealed class NumberGoals(ICurrentUser me, ICallGoals goals)
{
    public async Task<IReadOnlyList<CallGoal>> All(CancellationToken ct) => await goals.Of(me.Company, ct);

    /// <param name="value">As the form sent it.</param>
    /// <returns>Null: nowhere, or there is none such in this company.</returns>
    public async Task<NumberLeads?> Find(string? value, CancellationToken ct) =>
        string.IsNullOrEmpty(value)
            ? null
            : (await All(ct)).FirstOrDefault(goal => string.Equals(goal.Value, value, StringComparison.OrdinalIgnoreCase)) switch
            {
                null => null,
                { Queue: { } queue } => new NumberLeads(Person: null, queue, Goal: null),
                { Target: { Application: { } name, GoalId: { } id } } => new NumberLeads(null, null, new NumberGoal(name, id)),
                { Target: var target } => new NumberLeads(target.PersonId, Queue: null, Goal: null),
            };

    public static string? Written(CompanyNumber number) => CallGoals.Written(number);
}
