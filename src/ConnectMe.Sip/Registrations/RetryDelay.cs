using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

/// <summary>
/// How long to wait before registering again: RFC 5626 §4.5, 30 s doubled with each failure, at random between half and all of it, at most 30 minutes.
/// A trunk that was away is to be back within a minute (R11): where nothing is wrong but that nobody answers, the wait grows no further than that.
/// </summary>
static class RetryDelay
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    static readonly TimeSpan LongestUnanswered = TimeSpan.FromSeconds(55);

    public static TimeSpan After(int failures, RegistrationOutcome outcome, Tokens tokens)
    {
        var longest = IsOutage(outcome) ? LongestUnanswered : Longest;
        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        var whole = doubled < longest ? doubled : longest;
        return tokens.Between(whole / 2, whole);
    }

    /// <summary>Nothing is wrong with what we said; nobody was there to hear it.</summary>
    public static bool IsOutage(RegistrationOutcome outcome) =>
        outcome
            is RegistrationOutcome.NoAnswer
                or RegistrationOutcome.Unreachable
                or RegistrationOutcome.CertificateRefused
                or RegistrationOutcome.NameNotFound
                or RegistrationOutcome.ServerTrouble;
}
